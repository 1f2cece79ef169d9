package io.photosync.ops.console;

import io.photosync.kafka.WriteFailedException;
import io.photosync.ops.removal.DecisionRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Changes of one kind that are held, or were.
 *
 * @param key its place in addresses: {@code removals}, {@code leavers}, or the SHA-256 of a photo
 * @param users number of users who are held
 * @param since start of the hold
 * @param some names of those users, at most 100
 * @param decided the last decision in words, where it is still known; empty if there is none
 * @param choices what an operator may decide now; empty where there is nothing to decide
 */
record HeldGroup(
        String key,
        String title,
        String explanation,
        Status status,
        int users,
        Optional<Instant> since,
        List<String> some,
        Optional<String> decided,
        List<Choice> choices) {

    /**
     * What is so now.
     *
     * @param kind and {@code shape} as in the styles
     */
    record Status(String kind, String shape, String word, String text) {
        static Status held(int users) {
            return new Status("warn", "held", "Waits for a decision", Display.users(users));
        }

        static Status beingCarriedOut(int users) {
            return new Status("info", "waiting", "Being carried out", Display.users(users));
        }

        static final Status NOTHING = new Status("ok", "ok", "Nothing is held", "");
    }

    /**
     * One decision that is accepted now.
     *
     * @param users number of users whom it concerns
     * @param after what happens then
     * @param seen what the operator decides upon, in short: another value means that something has changed
     */
    record Choice(HeldDecision decision, int users, String after, String seen, Effect effect) {
        /** Without the decision that is made already: the other one takes its place. */
        static List<Choice> besides(Optional<? extends Enum<?>> made, Choice... all) {
            return Stream.of(all)
                    .filter(choice -> made.filter(action ->
                                    action.name().equals(choice.decision().name()))
                            .isEmpty())
                    .toList();
        }
    }

    /** Makes the decision. */
    @FunctionalInterface
    interface Effect {
        void by(DecisionRequest request) throws WriteFailedException, InterruptedException;
    }

    Optional<Choice> choice(HeldDecision decision) {
        return choices.stream().filter(each -> each.decision() == decision).findFirst();
    }
}
