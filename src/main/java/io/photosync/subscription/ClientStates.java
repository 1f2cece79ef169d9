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

/**
 * The client states that prove a notification to be Graph's: those of the setting, and those of subscriptions that we
 * created.
 */
@ApplicationScoped
public class ClientStates {
    private final List<String> configured;
    private final Supplier<AcceptedClientStates> kept;
    private final BooleanSupplier complete;
    private final Clock clock;

    @Inject
    public ClientStates(WebhookUrlSettings settings, SubscriptionStore store, Clock clock) {
        this(settings, store::kept, store::complete, clock);
    }

    ClientStates(
            WebhookUrlSettings settings, Supplier<AcceptedClientStates> kept, BooleanSupplier complete, Clock clock) {
        this.configured = settings.clientState().map(List::copyOf).orElse(List.of());
        this.kept = kept;
        this.complete = complete;
        this.clock = clock;
    }

    /** Takes the same time whatever differs, so that nobody can find a state by trying. */
    public boolean accepted(String candidate) {
        String got = candidate == null ? "" : candidate;
        boolean found = kept.get().accepts(got, clock.instant());
        for (String state : configured) {
            found |= MessageDigest.isEqual(state.getBytes(UTF_8), got.getBytes(UTF_8));
        }
        return found;
    }

    /** Whether all of them are known; until then an unknown one may be genuine. */
    public boolean complete() {
        return complete.getAsBoolean();
    }

    /** The state that subscriptions must have; empty for random ones. */
    Optional<String> required() {
        return configured.stream().findFirst();
    }
}
