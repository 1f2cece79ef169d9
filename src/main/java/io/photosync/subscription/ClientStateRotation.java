package io.photosync.subscription;

import io.photosync.graph.GraphSubscription;
import io.photosync.kafka.WriteFailedException;
import io.photosync.subscription.AcceptedClientStates.Kept;
import io.photosync.subscription.AcceptedClientStates.Made;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * Chooses the client state of a new subscription, and how long the former one is accepted. A state is stored before
 * Graph receives it, so that no replica takes the first notification for forged; it expires only after its subscription
 * was deleted.
 */
final class ClientStateRotation {
    /** Graph retries a notification for four hours, and may start ten minutes late after slow answers. */
    static final Duration STILL_ACCEPTED = Duration.ofHours(5);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Optional<String> setting;
    private final ClientStateStore store;
    private final Clock clock;
    private Optional<Fresh> fresh = Optional.empty();

    /** @param setting the required state; empty for random ones */
    ClientStateRotation(Optional<String> setting, ClientStateStore store, Clock clock) {
        this.setting = setting;
        this.store = store;
        this.clock = clock;
    }

    /** A state that is stored already. */
    record Fresh(String name, String state) {
        @Override
        public String toString() {
            return "Fresh[name=" + name + "]";
        }
    }

    AcceptedClientStates kept() {
        return store.kept();
    }

    /** Whether a state is still the required one. */
    boolean serves(Kept state) {
        return setting.isEmpty() || state.matches(setting.get());
    }

    /** The state for the next subscription; the same until a subscription is created with it. */
    Fresh next() throws WriteFailedException, InterruptedException {
        if (fresh.isEmpty()) {
            String state = setting.orElseGet(ClientStateRotation::random);
            AcceptedClientStates kept = store.kept();
            Kept entry = Kept.of(state);
            store.keep(kept.plus(entry));
            fresh = Optional.of(new Fresh(entry.name(), state));
        }
        return fresh.get();
    }

    void made(Fresh with, GraphSubscription created, String notificationUrl)
            throws WriteFailedException, InterruptedException {
        store.keep(store.kept().made(with.name(), new Made(created.id(), notificationUrl)));
        fresh = Optional.empty();
    }

    /** The subscription is as desired: the states of other subscriptions may expire. */
    void settled(Optional<GraphSubscription> current) throws WriteFailedException, InterruptedException {
        AcceptedClientStates before = store.kept();
        AcceptedClientStates after =
                before.expiringExcept(current, clock.instant().plus(STILL_ACCEPTED), clock.instant());
        if (!after.equals(before)) {
            store.keep(after);
        }
        fresh = Optional.empty();
    }

    private static String random() {
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
