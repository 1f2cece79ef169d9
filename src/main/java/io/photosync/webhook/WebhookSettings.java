package io.photosync.webhook;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/** How the webhook treats whoever calls it. */
@ConfigMapping(prefix = "photosync.webhook")
public interface WebhookSettings {

    /** A larger body gets 413. Graph's are a few KB; the largest that Graph is known to send hold 1,000 items of some 600 bytes. */
    @WithDefault("1M")
    MemorySize maxBodySize();

    /** Bodies of so many bytes may be on their way in at once; who comes then is answered 503 and asked to come again. */
    @WithDefault("8M")
    MemorySize mostBytes();

    /** Whoever has not sent the whole body by then is cut off. */
    @WithDefault("10s")
    Duration bodyWithin();

    /** When Kafka has not taken a body's hints by then, the answer is 503. Graph gives 3 s, and the way takes its part. */
    @WithDefault("1200ms")
    Duration answerWithin();

    /** How many hints may wait for Kafka at most; some 300 bytes each. A body beyond that gets 503 at once. */
    @WithDefault("10000")
    @Positive
    int mostWaiting();

    /** What a 503 asks its sender to wait. */
    @WithDefault("10s")
    Duration retryAfter();
}
