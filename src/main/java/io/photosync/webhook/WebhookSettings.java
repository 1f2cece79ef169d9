package io.photosync.webhook;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/** Limits of the webhook. */
@ConfigMapping(prefix = "photosync.webhook")
public interface WebhookSettings {

    /**
     * Maximum body; larger ones get 413. Graph's are a few KB; the largest known hold 1,000 items of some 600 bytes.
     */
    @WithDefault("1M")
    MemorySize maxBodySize();

    /** Maximum bytes of all bodies being received; further ones get 503 with {@code Retry-After}. */
    @WithDefault("8M")
    MemorySize mostBytes();

    /** Time for sending a whole body; then the connection is closed. */
    @WithDefault("10s")
    Duration bodyWithin();

    /** Time for Kafka's acknowledgement; then the answer is 503. Graph waits 3 s, network included. */
    @WithDefault("1200ms")
    Duration answerWithin();

    /** Maximum hints that wait for Kafka, some 300 bytes each; bodies beyond that get 503 at once. */
    @WithDefault("10000")
    @Positive
    int mostWaiting();

    /** {@code Retry-After} of a 503. */
    @WithDefault("10s")
    Duration retryAfter();
}
