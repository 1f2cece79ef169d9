package io.photosync.ledger;

import io.photosync.event.Settlement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the settled records say of a user's photo in SharePoint.
 *
 * @param last the last ended attempt
 * @param undisturbed whether no other attempt can have written while that one did
 * @param open attempts that began to write and have no end
 */
public record Target(Optional<Settlement> last, boolean undisturbed, List<Settlement> open) {
    public static final Target UNKNOWN = new Target(Optional.empty(), true, List.of());

    public Target {
        open = List.copyOf(open);
    }

    /** The target after one more record of its user. */
    Target after(Settlement record) {
        return record.ended() ? ended(record) : began(record);
    }

    private Target began(Settlement writing) {
        List<Settlement> stillOpen = new ArrayList<>(open);
        // One instance never works on one user twice at once: its earlier attempts are over, however they ended.
        stillOpen.removeIf(earlier -> earlier.instance().equals(writing.instance()));
        stillOpen.add(writing);
        return new Target(last, undisturbed, stillOpen);
    }

    private Target ended(Settlement end) {
        List<Settlement> others = open.stream()
                .filter(other -> !other.instance().equals(end.instance()))
                .toList();
        boolean wrote = end.state() == Settlement.State.SYNCED || end.state() == Settlement.State.REMOVED;
        if (!wrote) {
            return new Target(Optional.of(end), undisturbed && open.isEmpty(), open);
        }
        boolean overlapsOpen = others.stream().anyMatch(other -> !deadBefore(other, end.startedAt()));
        boolean overlapsLast = last.filter(before -> !before.instance().equals(end.instance()))
                .filter(before -> before.at().isAfter(end.startedAt()))
                .isPresent();
        List<Settlement> stillOpen = others.stream()
                .filter(other -> !deadBefore(other, end.startedAt()))
                .toList();
        return new Target(Optional.of(end), !overlapsOpen && !overlapsLast, stillOpen);
    }

    private static boolean deadBefore(Settlement attempt, Instant when) {
        return attempt.startedAt().plus(Settlement.DEADLINE).isBefore(when);
    }

    /**
     * The end that tells what stands in SharePoint for certain: nothing was begun after it and nothing ran beside it.
     */
    public Optional<Settlement> certain() {
        return undisturbed && open.isEmpty() ? shown() : Optional.empty();
    }

    /** The last end, where it says what was made of SharePoint. */
    Optional<Settlement> shown() {
        return last.filter(Target::saysWhatStands);
    }

    /** Whether an attempt may still be writing. */
    public boolean busy(Instant now) {
        return open.stream().anyMatch(attempt -> !deadBefore(attempt, now));
    }

    /** The base name of the user's files, however the last attempt ended. */
    public Optional<String> fileBaseName() {
        return last.flatMap(Settlement::fileBaseName).or(() -> open.stream()
                .flatMap(attempt -> attempt.fileBaseName().stream())
                .findFirst());
    }

    private static boolean saysWhatStands(Settlement end) {
        return switch (end.state()) {
            case SYNCED, UNCHANGED, REMOVED -> true;
            case WRITING, SKIPPED, DEAD_LETTERED, DISCARDED -> false;
        };
    }
}
