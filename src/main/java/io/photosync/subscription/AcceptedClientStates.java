package io.photosync.subscription;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.photosync.graph.GraphSubscription;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The accepted client states: the value under {@code client-states} in {@code photosync-state}. Only hashes: accepting
 * a state does not require knowing it, and once its subscription exists it is never sent to Graph again.
 */
record AcceptedClientStates(List<Kept> states) {
    static final AcceptedClientStates NONE = new AcceptedClientStates(List.of());

    private static final SecureRandom RANDOM = new SecureRandom();

    AcceptedClientStates {
        states = states == null ? List.of() : List.copyOf(states);
    }

    /**
     * One accepted client state.
     *
     * @param name not secret; part of the lifecycle URL, so that a subscription found at Graph can be attributed
     * @param salt hexadecimal
     * @param hash SHA-256 over salt and state, hexadecimal
     * @param made the subscription created with it, once there is one
     * @param until expiry; empty while its subscription exists
     */
    record Kept(String name, String salt, String hash, Optional<Made> made, Optional<Instant> until) {

        static Kept of(String state) {
            String salt = random(16);
            return new Kept(random(4), salt, digest(salt, state), Optional.empty(), Optional.empty());
        }

        boolean matches(String candidate) {
            return MessageDigest.isEqual(
                    hash.getBytes(UTF_8), digest(salt, candidate).getBytes(UTF_8));
        }

        boolean open() {
            return until.isEmpty();
        }

        private boolean belongsTo(GraphSubscription one) {
            boolean named = one.lifecycleNotificationUrl()
                    .flatMap(DesiredSubscription::stateName)
                    .filter(name::equals)
                    .isPresent();
            return named
                    || made.filter(mine -> mine.subscription().equals(one.id())).isPresent();
        }
    }

    /** @param notificationUrl as we requested it, which Graph may return in another form */
    record Made(String subscription, String notificationUrl) {}

    /** Constant-time, so that a state cannot be found by timing. */
    boolean accepts(String candidate, Instant now) {
        boolean found = false;
        for (Kept kept : states) {
            found |=
                    kept.matches(candidate) & (kept.open() || kept.until().get().isAfter(now));
        }
        return found;
    }

    /** The client state of this subscription, if it is one of ours that has not expired. */
    Optional<Kept> of(GraphSubscription one) {
        return states.stream()
                .filter(Kept::open)
                .filter(kept -> kept.belongsTo(one))
                .findFirst();
    }

    /** Ids of subscriptions created with states that have not expired. */
    Set<String> subscriptions() {
        return states.stream()
                .filter(Kept::open)
                .flatMap(kept -> kept.made().stream())
                .map(Made::subscription)
                .collect(Collectors.toUnmodifiableSet());
    }

    AcceptedClientStates plus(Kept fresh) {
        return new AcceptedClientStates(
                Stream.concat(states.stream(), Stream.of(fresh)).toList());
    }

    /** A copy in which the named state belongs to that subscription. */
    AcceptedClientStates made(String name, Made made) {
        return new AcceptedClientStates(states.stream()
                .map(kept -> kept.name().equals(name)
                        ? new Kept(name, kept.salt(), kept.hash(), Optional.of(made), kept.until())
                        : kept)
                .toList());
    }

    /** A copy in which all states but the subscription's expire at that time, without those already expired. */
    AcceptedClientStates expiringExcept(Optional<GraphSubscription> one, Instant end, Instant now) {
        return new AcceptedClientStates(states.stream()
                .filter(kept -> kept.open() || kept.until().get().isAfter(now))
                .map(kept -> kept.open() && one.filter(kept::belongsTo).isEmpty()
                        ? new Kept(kept.name(), kept.salt(), kept.hash(), kept.made(), Optional.of(end))
                        : kept)
                .toList());
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static String digest(String salt, String state) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(HexFormat.of().parseHex(salt));
            return HexFormat.of().formatHex(sha.digest(state.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no SHA-256", e);
        }
    }
}
