package io.photosync.ledger;

import io.photosync.event.Settlement;
import io.photosync.event.WrittenFiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The state of a user's photo in SharePoint by the settled records.
 *
 * @param last the last ended attempt
 * @param undisturbed whether no attempt can have written something else during that one, or failed since
 * @param open attempts that started to write and have no end
 */
public record SharePointState(Optional<Settlement> last, boolean undisturbed, List<Settlement> open) {
    public static final SharePointState UNKNOWN = new SharePointState(Optional.empty(), true, List.of());

    public SharePointState {
        open = List.copyOf(open);
    }

    /** The state after one more record of its user. */
    SharePointState after(Settlement record) {
        return record.ended() ? ended(record) : started(record);
    }

    private SharePointState started(Settlement writing) {
        List<Settlement> stillOpen = new ArrayList<>(open);
        // One instance never runs two attempts for one user concurrently: its earlier ones are over, however they
        // ended.
        stillOpen.removeIf(earlier -> earlier.instance().equals(writing.instance()));
        stillOpen.add(writing);
        // They may have written a part of something else before they failed.
        boolean agreed = open.stream()
                .filter(earlier -> earlier.instance().equals(writing.instance()))
                .allMatch(earlier -> last.stream().allMatch(end -> sameWork(earlier, end)));
        return new SharePointState(last, undisturbed && agreed, stillOpen);
    }

    private SharePointState ended(Settlement end) {
        List<Settlement> others = open.stream()
                .filter(other -> !other.instance().equals(end.instance()))
                .toList();
        boolean wrote = end.state() == Settlement.State.SYNCED || end.state() == Settlement.State.REMOVED;
        if (!wrote) {
            // The instance's own attempt is over, and may have written a part before it failed.
            return new SharePointState(Optional.of(end), undisturbed && allAgreeWith(end), others);
        }
        List<Settlement> stillOpen = others.stream()
                .filter(other -> !isDeadAt(other, end.startedAt()))
                .toList();
        return new SharePointState(Optional.of(end), overlap(end).isEmpty(), stillOpen);
    }

    /**
     * @param end of an attempt that wrote, not folded yet
     * @return when all concurrent attempts that may have written something else are past their deadline; empty if there
     *     are none
     */
    public Optional<Instant> overlap(Settlement end) {
        Stream<Settlement> unended = open.stream().filter(other -> !isDeadAt(other, end.startedAt()));
        Stream<Settlement> endedSince =
                last.stream().filter(before -> before.at().isAfter(end.startedAt()));
        return Stream.concat(unended, endedSince)
                .filter(other -> !other.instance().equals(end.instance()) && !sameWork(other, end))
                .map(other -> other.startedAt().plus(Settlement.DEADLINE))
                .max(Comparator.naturalOrder());
    }

    /** Whether all attempts without an end wrote, if anything, what that end says. */
    private boolean allAgreeWith(Settlement end) {
        return open.stream().allMatch(attempt -> sameWork(attempt, end));
    }

    /** The same photo into the same files: the result is the same in whatever order the two write. */
    private static boolean sameWork(Settlement one, Settlement other) {
        return one.sha256().equals(other.sha256()) && one.fileBaseName().equals(other.fileBaseName());
    }

    private static boolean isDeadAt(Settlement attempt, Instant when) {
        return attempt.startedAt().plus(Settlement.DEADLINE).isBefore(when);
    }

    /** The end that certainly describes SharePoint's content: no attempt started after it and none ran concurrently. */
    public Optional<Settlement> confirmed() {
        return undisturbed ? shown().filter(this::allAgreeWith) : Optional.empty();
    }

    /**
     * The end of a removal that an operator refused, if SharePoint certainly shows the photo still: no attempt that may
     * have taken it down, or written another one, started before or after.
     */
    public Optional<Settlement> kept() {
        return undisturbed ? last.filter(SharePointState::repeatsPhoto).filter(this::allAgreeWith) : Optional.empty();
    }

    /** The photo that SharePoint certainly shows, as it was written. */
    public Optional<WrittenFiles> knownFiles() {
        return confirmed().or(this::kept).flatMap(Settlement::files);
    }

    /** The attempt in flight: started after the last end. */
    public Optional<Settlement> writing() {
        return open.stream()
                .filter(attempt -> last.filter(end -> !attempt.startedAt().isAfter(end.startedAt()))
                        .isEmpty())
                .reduce((earlier, later) -> later);
    }

    /** The last end, if it describes SharePoint's content. */
    Optional<Settlement> shown() {
        return last.filter(SharePointState::describesContent);
    }

    /** Whether an attempt may still be writing. */
    public boolean busy(Instant now) {
        return open.stream().anyMatch(attempt -> !isDeadAt(attempt, now));
    }

    /** The base name of the user's files, however the last attempt ended. */
    public Optional<String> fileBaseName() {
        return last.flatMap(Settlement::fileBaseName).or(() -> open.stream()
                .flatMap(attempt -> attempt.fileBaseName().stream())
                .findFirst());
    }

    /** Only a refused removal does, and only where that photo was certainly shown; a discarded letter has no files. */
    private static boolean repeatsPhoto(Settlement end) {
        return end.state() == Settlement.State.DISCARDED
                && end.sha256().isPresent()
                && end.files().isPresent();
    }

    private static boolean describesContent(Settlement end) {
        return switch (end.state()) {
            case SYNCED, UNCHANGED, REMOVED -> true;
            case WRITING, SKIPPED, DEAD_LETTERED, DISCARDED -> false;
        };
    }
}
