package io.photosync.webhook;

import io.photosync.event.EventJson;
import io.photosync.event.UserChanged;
import io.photosync.kafka.KafkaUser;
import io.photosync.kafka.Standstill;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/** Sends hints to Kafka and reports in time whether they were acknowledged. Never blocks. Thread-safe. */
@ApplicationScoped
public class HintWriter implements KafkaUser {
    private static final Logger LOG = Logger.getLogger(HintWriter.class);

    private final MutinyEmitter<Record<String, byte[]>> emitter;
    private final WebhookSettings settings;
    private final Clock clock;
    private final HintBackpressure backpressure;
    private final Standstill standstill;

    public HintWriter(
            // HintBackpressure limits the waiting hints; a second limit here would only fail in its place.
            @Channel("hints") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<Record<String, byte[]>> emitter,
            WebhookSettings settings,
            Clock clock) {
        this.emitter = emitter;
        this.settings = settings;
        this.clock = clock;
        this.backpressure = new HintBackpressure(settings.mostWaiting());
        this.standstill = new Standstill(clock);
    }

    @Override
    public Optional<String> stalled(Duration atLeast) {
        return standstill.lasted(atLeast).map(why -> "Kafka acknowledged no hint " + why);
    }

    Uni<HintDelivery> write(Collection<UserChanged> hints) {
        if (hints.isEmpty()) {
            return Uni.createFrom().item(new HintDelivery.Acknowledged());
        }
        return switch (backpressure.enter(hints.size(), clock.instant())) {
            case HintBackpressure.Refused(String why) -> Uni.createFrom().item(new HintDelivery.NotAcknowledged(why));
            case HintBackpressure.Admitted admitted -> send(hints);
        };
    }

    private Uni<HintDelivery> send(Collection<UserChanged> hints) {
        CompletableFuture<Void> all =
                CompletableFuture.allOf(hints.stream().map(this::send).toArray(CompletableFuture<?>[]::new));
        return Uni.createFrom()
                .completionStage(all)
                .<HintDelivery>map(nothing -> new HintDelivery.Acknowledged())
                .ifNoItem()
                .after(settings.answerWithin())
                .recoverWithItem(this::timedOut)
                .onFailure()
                .recoverWithItem(failure -> new HintDelivery.NotAcknowledged("Kafka refused: " + failure.getMessage()));
    }

    /** The record is counted when Kafka answers, even after the answer to Graph. */
    private CompletableFuture<Void> send(UserChanged hint) {
        CompletableFuture<Void> sent =
                emitter.send(Record.of(hint.userId(), EventJson.write(hint))).subscribeAsCompletionStage();
        return sent.whenComplete((nothing, failure) -> {
            if (failure == null) {
                standstill.succeeded();
                log(backpressure.acknowledged(), null);
            } else {
                standstill.failed(cause(failure).toString());
                log(backpressure.failed(clock.instant()), failure);
            }
        });
    }

    private HintDelivery timedOut() {
        log(backpressure.timedOut(clock.instant()), null);
        return new HintDelivery.NotAcknowledged("Kafka did not answer within " + settings.answerWithin());
    }

    private static void log(HintBackpressure.Change change, Throwable failure) {
        switch (change) {
            case FAILING ->
                LOG.warnf(
                        "hints refused, Kafka does not accept them: %s",
                        failure == null ? "no answer in time" : cause(failure));
            case RECOVERED -> LOG.info("hints accepted again");
            case NONE -> {}
        }
    }

    /** Unwraps Kafka's exception from the connector's exceptions about retries. */
    private static Throwable cause(Throwable failure) {
        return failure.getCause() == null ? failure : cause(failure.getCause());
    }
}
