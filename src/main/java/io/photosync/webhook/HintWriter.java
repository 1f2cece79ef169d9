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

/** Hands hints to Kafka and says whether it has them, in time. Never blocks. */
@ApplicationScoped
public class HintWriter implements KafkaUser {
    private static final Logger LOG = Logger.getLogger(HintWriter.class);

    private final MutinyEmitter<Record<String, byte[]>> emitter;
    private final WebhookSettings settings;
    private final Clock clock;
    private final HintBackpressure gate;
    private final Standstill standstill;

    public HintWriter(
            // The gate bounds what waits; a second bound here would only fail in its place.
            @Channel("hints") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<Record<String, byte[]>> emitter,
            WebhookSettings settings,
            Clock clock) {
        this.emitter = emitter;
        this.settings = settings;
        this.clock = clock;
        this.gate = new HintBackpressure(settings.mostWaiting());
        this.standstill = new Standstill(clock);
    }

    @Override
    public Optional<String> stalled(Duration atLeast) {
        return standstill.lasted(atLeast).map(why -> "Kafka took no hint " + why);
    }

    Uni<HintDelivery> write(Collection<UserChanged> hints) {
        if (hints.isEmpty()) {
            return Uni.createFrom().item(new HintDelivery.Acknowledged());
        }
        return switch (gate.enter(hints.size(), clock.instant())) {
            case HintBackpressure.Refused(String why) -> Uni.createFrom().item(new HintDelivery.NotAcknowledged(why));
            case HintBackpressure.Admitted admitted -> send(hints);
        };
    }

    /** Whether Kafka takes hints, as far as is known. */
    public boolean flows() {
        return !gate.failing();
    }

    private Uni<HintDelivery> send(Collection<UserChanged> hints) {
        CompletableFuture<Void> all =
                CompletableFuture.allOf(hints.stream().map(this::send).toArray(CompletableFuture<?>[]::new));
        return Uni.createFrom()
                .completionStage(all)
                .<HintDelivery>map(nothing -> new HintDelivery.Acknowledged())
                .ifNoItem()
                .after(settings.answerWithin())
                .recoverWithItem(this::late)
                .onFailure()
                .recoverWithItem(failure -> new HintDelivery.NotAcknowledged("Kafka refused: " + failure.getMessage()));
    }

    /** The record is accounted for when Kafka speaks, even if the answer to Graph could not wait for it. */
    private CompletableFuture<Void> send(UserChanged hint) {
        CompletableFuture<Void> sent =
                emitter.send(Record.of(hint.userId(), EventJson.write(hint))).subscribeAsCompletionStage();
        return sent.whenComplete((nothing, failure) -> {
            if (failure == null) {
                standstill.succeeded();
                tell(gate.taken(), null);
            } else {
                standstill.failed(cause(failure).toString());
                tell(gate.failed(clock.instant()), failure);
            }
        });
    }

    private HintDelivery late() {
        tell(gate.late(clock.instant()), null);
        return new HintDelivery.NotAcknowledged("Kafka did not answer within " + settings.answerWithin());
    }

    private static void tell(HintBackpressure.Change change, Throwable failure) {
        switch (change) {
            case BEGAN_TO_FAIL ->
                LOG.warnf(
                        "hints refused: Kafka takes none (%s)", failure == null ? "no answer in time" : cause(failure));
            case FLOWS_AGAIN -> LOG.info("hints flow again");
            case NONE -> {}
        }
    }

    /** The connector wraps Kafka's word into its own about retries. */
    private static Throwable cause(Throwable failure) {
        return failure.getCause() == null ? failure : cause(failure.getCause());
    }
}
