package io.photosync.subscription;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Which client states prove a notification to be Graph's: those of the setting, and those that subscriptions were made with. */
@ApplicationScoped
public class ClientStates {
    private final List<String> set;
    private final Supplier<AcceptedClientStates> kept;
    private final BooleanSupplier complete;
    private final Clock clock;

    @Inject
    public ClientStates(WebhookUrlSettings settings, SubscriptionStore book, Clock clock) {
        this(settings, book::kept, book::complete, clock);
    }

    ClientStates(
            WebhookUrlSettings settings, Supplier<AcceptedClientStates> kept, BooleanSupplier complete, Clock clock) {
        this.set = settings.clientState().map(List::copyOf).orElse(List.of());
        this.kept = kept;
        this.complete = complete;
        this.clock = clock;
    }

    /** Takes the same time whatever differs, so that nobody can find a state by trying. */
    public boolean accepted(String candidate) {
        String got = candidate == null ? "" : candidate;
        boolean found = kept.get().accepts(got, clock.instant());
        for (String state : set) {
            found |= MessageDigest.isEqual(state.getBytes(UTF_8), got.getBytes(UTF_8));
        }
        return found;
    }

    /** Whether all of them are known. Until then one that is not accepted may be genuine. */
    public boolean complete() {
        return complete.getAsBoolean();
    }

    /** The one that subscriptions must have; empty for random ones. */
    Optional<String> required() {
        return set.stream().findFirst();
    }
}
