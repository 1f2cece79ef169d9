package io.photosync.drift;

import io.photosync.drift.Finding.What;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.event.WrittenFiles;
import io.photosync.ledger.Target;
import io.photosync.sharepoint.PhotoFile;
import io.photosync.sharepoint.PhotoFiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Ticks off the files of a listing against what was written. Keeps one entry for each person and nothing of the files, so that
 * 300,000 of them fit. Says only something once the listing is over.
 */
final class Tally {
    private static final int ALL_THREE = 0b111;

    private final Map<String, Expected> byBaseName = new HashMap<>();
    private final Map<String, Target> targets;
    private final Map<String, RosterEntry> roster;
    private final Set<String> unexpected = new TreeSet<>();
    private long files;
    private long unknown;

    /** Whose files are expected, as which attempt left them, and what was seen of them. */
    private static final class Expected {
        private final String userId;
        private final String attemptId;
        private int seen;
        private boolean changed;

        private Expected(String userId, String attemptId) {
            this.userId = userId;
            this.attemptId = attemptId;
        }
    }

    /**
     * @param targets live: who was worked on while the listing went on is left out
     * @param roster live
     */
    Tally(Map<String, Target> targets, Map<String, RosterEntry> roster) {
        this.targets = targets;
        this.roster = roster;
        targets.forEach((user, target) -> standing(target)
                .filter(end -> lookedAfter(user))
                .ifPresent(end -> byBaseName.putIfAbsent(baseName(user, end), new Expected(user, end.attemptId()))));
    }

    /** Mostly the id itself; then no other copy of it is kept. */
    private static String baseName(String user, Settlement end) {
        String base = lower(end.fileBaseName().orElseThrow());
        return base.equals(user) ? user : base;
    }

    /** Whether there is anything that could be found out. */
    boolean empty() {
        return byBaseName.isEmpty();
    }

    /** How many people's files are expected. */
    int expected() {
        return byBaseName.size();
    }

    long files() {
        return files;
    }

    /** Files of nobody whom we wrote; they are left alone. */
    long unknown() {
        return unknown;
    }

    void seen(PhotoFile file) {
        files++;
        Optional<PhotoFiles> owner = PhotoFiles.ofFile(file.name());
        String base = lower(owner.map(PhotoFiles::baseName).orElse(""));
        Expected expected = byBaseName.get(base);
        if (expected != null) {
            tick(expected, owner.orElseThrow().names().indexOf(sameCase(owner.orElseThrow(), file.name())), file);
        } else if (targets.containsKey(base)) {
            // Named by the id of a person whom we wrote, though in other files.
            unexpected.add(base);
        } else {
            unknown++;
        }
    }

    private static String sameCase(PhotoFiles files, String name) {
        return files.names().stream().filter(name::equalsIgnoreCase).findFirst().orElseThrow();
    }

    private void tick(Expected expected, int size, PhotoFile file) {
        expected.seen |= 1 << size;
        left(expected)
                .flatMap(Target::last)
                .flatMap(Settlement::files)
                .filter(written ->
                        file.lastModified().isAfter(written.lastModified()) || file.length() != length(written, size))
                .ifPresent(other -> expected.changed = true);
    }

    private static long length(WrittenFiles written, int size) {
        return switch (size) {
            case 0 -> written.small();
            case 1 -> written.medium();
            default -> written.large();
        };
    }

    /**
     * Whose files must be written again. Only to be asked when the listing was read to its end.
     *
     * @param now an attempt that is older than its deadline is dead, and says nothing of what stands
     */
    List<Finding> findings(Instant now) {
        List<Finding> findings = new ArrayList<>();
        for (Expected expected : byBaseName.values()) {
            if (expected.seen != ALL_THREE || expected.changed) {
                What what = expected.seen != ALL_THREE ? What.MISSING : What.CHANGED;
                left(expected)
                        .filter(target -> !target.busy(now) && lookedAfter(expected.userId))
                        .ifPresent(target -> findings.add(new Finding(expected.userId, what, expected.attemptId)));
            }
        }
        return findings;
    }

    /** Ids of people after whom files are named that were not expected, though we wrote for these people. */
    Set<String> unexpected() {
        return unexpected;
    }

    /** What is known of the person, unless it was settled once more since the listing began. */
    private Optional<Target> left(Expected expected) {
        return Optional.ofNullable(targets.get(expected.userId)).filter(target -> standing(target)
                .filter(end -> end.attemptId().equals(expected.attemptId))
                .isPresent());
    }

    /** The end that says that a photo stands. An attempt that died since may have spoilt it: that is for the files to show. */
    private static Optional<Settlement> standing(Target target) {
        return target.last().filter(end -> switch (end.state()) {
            case SYNCED, UNCHANGED -> end.fileBaseName().isPresent();
            case WRITING, REMOVED, SKIPPED, DEAD_LETTERED, DISCARDED -> false;
        });
    }

    private boolean lookedAfter(String user) {
        RosterEntry entry = roster.get(user);
        return entry == null || entry.lookedAfter();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
