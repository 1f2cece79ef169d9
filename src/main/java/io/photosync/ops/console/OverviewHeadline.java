package io.photosync.ops.console;

import io.photosync.event.FailureCode.Actor;
import io.photosync.ops.console.Overview.Held;
import io.photosync.sweep.DetectionDelay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The first sentence of the overview: is the promise kept, and who has to act?
 *
 * @param kind colour of the sentence: {@code ok}, {@code info}, {@code warn} or {@code bad}
 * @param tasks what somebody has to do, the most urgent first; empty when nobody has to act
 */
record OverviewHeadline(String kind, String sentence, List<Task> tasks) {

    /**
     * One thing that somebody has to do.
     *
     * @param who {@code an operator}, {@code an administrator}; {@code nobody} when it only takes time
     * @param link page where it is done or explained
     */
    record Task(String who, String what, String link) {}

    /** A check of {@code /q/health/well} that is down. */
    record FailedCheck(String name, String detail) {}

    /** Checks that are down because an operator has to decide: what is held says it more precisely. */
    private static final Set<String> DECISIONS = Set.of("removals", "leaving", "mass-changes");

    private static final Map<String, String> ADMINISTRATORS = Map.of(
            "credential",
            "the app's credential",
            "roster",
            "reading the directory",
            "subscription",
            "the subscription to notifications",
            "event-hub",
            "the event hub");

    /**
     * @param complete whether this replica has read everything that is known
     * @param promise empty where the sweep is switched off
     * @param held what waits for an operator's decision
     * @param letters number of open dead letters by who can remove the cause
     * @param paused lanes that an operator paused
     */
    static OverviewHeadline of(
            boolean complete,
            Optional<DetectionDelay> promise,
            List<FailedCheck> failed,
            Held held,
            Map<Actor, Integer> letters,
            List<String> paused) {
        if (!complete) {
            // What the checks say is known without that, and may be why the reading does not end.
            List<Task> known = checks(failed);
            return new OverviewHeadline(
                    somebodyActs(known) ? "warn" : "info",
                    "This replica still reads from Kafka what is known of each user: its numbers are not complete.",
                    known);
        }
        List<Task> tasks = Stream.of(checks(failed), decisions(held), letters(letters), pauses(paused))
                .flatMap(List::stream)
                .toList();
        Optional<String> broken = promise.flatMap(DetectionDelay::broken);
        if (broken.isPresent()) {
            return new OverviewHeadline("bad", "The promise is not kept: " + broken.get() + ".", tasks);
        }
        String kept = promise.map(delay -> "The promise is kept: " + delay.text() + ".")
                .orElse("Only changes that Microsoft notifies of are noticed: the sweep is switched off.");
        boolean somebody = somebodyActs(tasks);
        return new OverviewHeadline(
                somebody ? "warn" : tasks.isEmpty() ? "ok" : "info",
                somebody ? kept : kept + " Nobody has to act.",
                tasks);
    }

    private static boolean somebodyActs(List<Task> tasks) {
        return tasks.stream().anyMatch(task -> !task.who().equals("nobody"));
    }

    private static List<Task> checks(List<FailedCheck> failed) {
        return failed.stream()
                .filter(check -> !DECISIONS.contains(check.name()))
                .map(check -> new Task(
                        who(check),
                        words(check) + ": " + check.detail(),
                        "/ops/runbook/checks/" + check.name().replace('-', '_')))
                .toList();
    }

    private static String who(FailedCheck check) {
        if (ADMINISTRATORS.containsKey(check.name())) {
            return "an administrator";
        }
        return check.name().equals("microsoft") ? "nobody" : "an operator";
    }

    private static List<Task> decisions(Held held) {
        return Stream.of(
                        decision(held.removals(), "held removal", "held removals"),
                        decision(held.leavers(), "held leaver", "held leavers"),
                        decision(held.photos(), "photo that many users got", "photos that many users got"))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Task> decision(int count, String one, String many) {
        return count == 0
                ? Optional.empty()
                : Optional.of(new Task(
                        "an operator",
                        "decide about %s %s".formatted(Display.text(count), count == 1 ? one : many),
                        "/ops/removals"));
    }

    private static String words(FailedCheck check) {
        return ADMINISTRATORS.getOrDefault(check.name(), check.name().replace('-', ' '));
    }

    private static List<Task> letters(Map<Actor, Integer> letters) {
        List<Task> tasks = new ArrayList<>();
        letters(letters, Actor.ADMINISTRATOR, "an administrator", "remove the cause of %s")
                .ifPresent(tasks::add);
        letters(letters, Actor.OPERATOR, "an operator", "look at %s").ifPresent(tasks::add);
        letters(letters, Actor.NOBODY, "an operator", "replay %s: the cause may be gone")
                .ifPresent(tasks::add);
        return tasks;
    }

    private static Optional<Task> letters(Map<Actor, Integer> letters, Actor actor, String who, String what) {
        int count = letters.getOrDefault(actor, 0);
        return count == 0
                ? Optional.empty()
                : Optional.of(new Task(
                        who,
                        what.formatted(Display.text(count) + (count == 1 ? " dead letter" : " dead letters")),
                        "/ops/dead-letters"));
    }

    private static List<Task> pauses(List<String> paused) {
        return paused.stream()
                .map(lane ->
                        new Task("an operator", "resume the " + lane + " lane when it may go on", "/ops/lanes/" + lane))
                .toList();
    }
}
