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
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Ticks off the files of a listing against what was written. Keeps one entry for each person and nothing of the files, so that
 * 300,000 of them fit. Says only something once the listing is over.
 */
final class Tally {
    private final Map<String, Expected> byBaseName = new HashMap<>();
    private final Map<String, Target> targets;
    private final Map<String, RosterEntry> roster;
    private final SharedNames shared;
    private final Photoless photoless;
    /** Who shares the names of their files with another user: which attempt left them. */
    private final Map<String, String> sharing = new HashMap<>();

    /** Of files named by the id of somebody whom we wrote in other files: when the last of them was changed. */
    private final Map<String, Instant> unexpected = new TreeMap<>();

    private long files;
    private long unknown;

    /**
     * @param targets live: who was worked on while the listing went on is left out
     * @param roster live
     * @param held who has files of which name that is not their own id
     */
    Tally(Map<String, Target> targets, Map<String, RosterEntry> roster, Map<String, Set<String>> held, Instant now) {
        this.targets = targets;
        this.roster = roster;
        this.shared = SharedNames.of(held, targets, roster);
        this.photoless = new Photoless(targets, roster, now);
        targets.forEach((user, target) ->
                standing(target).filter(end -> lookedAfter(user)).ifPresent(end -> expect(user, end)));
    }

    /** Of files that several users have it cannot be said whose they are; a user's own id is theirs. */
    private void expect(String user, Settlement end) {
        if (shared.with(user).isPresent()) {
            sharing.put(user, end.attemptId());
        } else {
            byBaseName.put(baseName(user, end), new Expected(user, end.attemptId()));
        }
    }

    /** Mostly the id itself; then no other copy of it is kept. */
    private static String baseName(String user, Settlement end) {
        String base = lower(end.fileBaseName().orElseThrow());
        return base.equals(user) ? user : base;
    }

    /** Whether there is anything that could be found out. */
    boolean empty() {
        return byBaseName.isEmpty() && sharing.isEmpty() && photoless.nobody();
    }

    /** How many people's files are expected. */
    int expected() {
        return byBaseName.size() + sharing.size();
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
            expected.tick(owner.orElseThrow().names().indexOf(sameCase(owner.orElseThrow(), file.name())), file);
        } else if (photoless.take(base).isEmpty()) {
            notExpected(base, file);
        }
    }

    private void notExpected(String base, PhotoFile file) {
        if (targets.containsKey(base)) {
            unexpected.merge(base, file.lastModified(), (one, other) -> one.isAfter(other) ? one : other);
        } else {
            unknown++;
        }
    }

    private static String sameCase(PhotoFiles files, String name) {
        return files.names().stream().filter(name::equalsIgnoreCase).findFirst().orElseThrow();
    }

    /**
     * Whose files must be written again. Only to be asked when the listing was read to its end.
     *
     * @param now an attempt that is older than its deadline is dead, and says nothing of what stands
     */
    List<Finding> findings(Instant now) {
        List<Finding> findings = new ArrayList<>();
        sharing.forEach((user, attempt) ->
                left(user, attempt, now).ifPresent(target -> findings.add(new Finding(user, What.SHARED, attempt))));
        for (Expected expected : byBaseName.values()) {
            left(expected.userId(), expected.attemptId(), now)
                    .flatMap(target -> finding(expected, target))
                    .ifPresent(findings::add);
        }
        return findings;
    }

    /** Base names of files of users who have no photo in Exchange, and for whom we wrote none; by user. */
    Map<String, String> photoless() {
        return photoless.found();
    }

    private Optional<Finding> finding(Expected expected, Target target) {
        if (!expected.complete()) {
            return Optional.of(found(expected, What.MISSING, Optional.empty()));
        }
        Optional<WrittenFiles> written = target.last().flatMap(Settlement::files);
        Optional<FilesChange> change =
                written.map(files -> new FilesChange(files, expected.files())).filter(FilesChange::real);
        if (change.isPresent()) {
            return Optional.of(found(expected, What.CHANGED, change));
        }
        // SharePoint's own pull from Exchange names files by object id, and points the profile at them.
        return Optional.ofNullable(unexpected.get(expected.userId()))
                .filter(there -> there.isAfter(written.map(WrittenFiles::lastModified)
                        .orElseGet(() -> target.last().map(Settlement::at).orElseThrow())))
                .map(there -> found(expected, What.NEWER, Optional.empty()));
    }

    private static Finding found(Expected expected, What what, Optional<FilesChange> change) {
        return new Finding(expected.userId(), what, expected.attemptId(), change);
    }

    /** Ids of people after whom files are named that were not expected, though we wrote for these people. */
    Set<String> unexpected() {
        return Collections.unmodifiableSet(unexpected.keySet());
    }

    /** What is known of the user, unless somebody works on them, or has settled them once more since the listing began. */
    private Optional<Target> left(String user, String attempt, Instant now) {
        return Optional.ofNullable(targets.get(user))
                .filter(target -> !target.busy(now) && lookedAfter(user))
                .filter(target -> standing(target)
                        .filter(end -> end.attemptId().equals(attempt))
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
