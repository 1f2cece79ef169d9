package io.photosync.subscription;

import io.photosync.graph.GraphSubscription;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.subscription.AcceptedClientStates.Kept;
import io.photosync.subscription.AcceptedClientStates.Made;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * Which client state a new subscription gets, and how long the one before it is accepted. A state is written down before Graph hears
 * of it, so that no replica takes the first notification for forged; and it ends only after its subscription did.
 */
final class ClientStateRotation {
    /** Graph brings a notification for four hours, and begins ten minutes late where an endpoint was slow. */
    static final Duration STILL_ACCEPTED = Duration.ofHours(5);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Optional<String> setting;
    private final ClientStateStore book;
    private final Clock clock;
    private Optional<Fresh> fresh = Optional.empty();

    /** @param setting the state that is to be used; empty for random ones */
    ClientStateRotation(Optional<String> setting, ClientStateStore book, Clock clock) {
        this.setting = setting;
        this.book = book;
        this.clock = clock;
    }

    /** A state that is written down already. */
    record Fresh(String name, String state) {
        @Override
        public String toString() {
            return "Fresh[name=" + name + "]";
        }
    }

    AcceptedClientStates kept() {
        return book.kept();
    }

    /** Whether a state is still the one that it should be. */
    boolean serves(Kept state) {
        return setting.isEmpty() || state.matches(setting.get());
    }

    /** The state for the next subscription; the same one until a subscription was made with it. */
    Fresh next() throws WriteFailedException, InterruptedException {
        if (fresh.isEmpty()) {
            String state = setting.orElseGet(ClientStateRotation::random);
            AcceptedClientStates kept = book.kept();
            Kept entry = Kept.of(state);
            book.keep(kept.plus(entry));
            fresh = Optional.of(new Fresh(entry.name(), state));
        }
        return fresh.get();
    }

    void made(Fresh with, GraphSubscription created, String notificationUrl)
            throws WriteFailedException, InterruptedException {
        book.keep(book.kept().made(with.name(), new Made(created.id(), notificationUrl)));
        fresh = Optional.empty();
    }

    /** All is right at Graph: the states of other subscriptions come to their end. */
    void settled(Optional<GraphSubscription> current) throws WriteFailedException, InterruptedException {
        AcceptedClientStates before = book.kept();
        AcceptedClientStates after = before.endingBut(current, clock.instant().plus(STILL_ACCEPTED), clock.instant());
        if (!after.equals(before)) {
            book.keep(after);
        }
        fresh = Optional.empty();
    }

    private static String random() {
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
