package io.photosync.ops.console;

import io.photosync.kafka.ShutdownStage;
import io.photosync.kafka.StopsInOrder;
import io.photosync.ops.ApiException;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * The open streams of pages that renew a part of themselves. A part is rendered once for all who look at it, and sent
 * when it changed; a beat says in between that the stream lives.
 */
@ApplicationScoped
public class LiveStreams implements StopsInOrder {
    private static final Logger LOG = Logger.getLogger(LiveStreams.class);
    /** More viewers than a tenant has operators; each costs a connection. */
    private static final int MAX_STREAMS = 100;
    /** The page calls itself old after 15 s without one. */
    private static final Duration BEAT = Duration.ofSeconds(4);
    /** Ages change with every look and are counted in the browser. */
    private static final Pattern AGE = Pattern.compile("<span class=\"age\"[^>]*>[^<]*</span>");

    private final Clock clock;
    private final Set<Stream> open = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    LiveStreams(Clock clock) {
        this.clock = clock;
    }

    /**
     * What a stream shows.
     *
     * @param key the same for streams that show the same
     * @param html renders it; called on a thread that may block
     */
    record Part(String key, Supplier<String> html) {}

    /**
     * @param until when the session ends: a stream must not outlive it
     * @throws ApiException 503 when too many are open
     */
    Multi<OutboundSseEvent> open(Sse sse, Part part, Instant until) {
        if (stopping) {
            throw ApiException.unavailable("this replica is on its way out");
        }
        if (open.size() >= MAX_STREAMS) {
            throw ApiException.unavailable("%d pages are live already".formatted(MAX_STREAMS));
        }
        return Multi.createFrom().emitter(emitter -> {
            Stream stream = new Stream(sse, part, until, emitter);
            open.add(stream);
            emitter.onTermination(() -> open.remove(stream));
        });
    }

    @Scheduled(every = "2s", identity = "console-streams", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void renew() {
        Map<String, Optional<String>> rendered = new HashMap<>();
        Instant now = clock.instant();
        for (Stream stream : open) {
            if (now.isAfter(stream.until)) {
                stream.emitter.complete();
            } else {
                rendered.computeIfAbsent(stream.part.key(), key -> render(stream.part))
                        .ifPresent(html -> stream.send(html, now));
            }
        }
    }

    /** A part that cannot be rendered now is old in the browser after some seconds, which says so. */
    @ActivateRequestContext
    Optional<String> render(Part part) {
        try {
            return Optional.of(part.html().get());
        } catch (RuntimeException e) {
            LOG.debugf(e, "live part not rendered: %s", part.key());
            return Optional.empty();
        }
    }

    @Override
    public ShutdownStage stage() {
        return ShutdownStage.READINESS;
    }

    /** The end of the process would wait for them until its last second; the pages go on with another replica. */
    @Override
    public void stop() {
        stopping = true;
        open.forEach(stream -> stream.emitter.complete());
    }

    private static final class Stream {
        private final Sse sse;
        private final Part part;
        private final Instant until;
        private final MultiEmitter<? super OutboundSseEvent> emitter;
        private String sent = "";
        private Instant sentAt = Instant.MIN;

        private Stream(Sse sse, Part part, Instant until, MultiEmitter<? super OutboundSseEvent> emitter) {
            this.sse = sse;
            this.part = part;
            this.until = until;
            this.emitter = emitter;
        }

        private void send(String html, Instant now) {
            String content = AGE.matcher(html).replaceAll("");
            if (!content.equals(sent)) {
                sent = content;
                emit("look", html, now);
            } else if (!sentAt.plus(BEAT).isAfter(now)) {
                emit("beat", now.toString(), now);
            }
        }

        private void emit(String name, String data, Instant now) {
            sentAt = now;
            emitter.emit(sse.newEventBuilder()
                    .name(name)
                    .data(data)
                    .reconnectDelay(3_000)
                    .build());
        }
    }
}
