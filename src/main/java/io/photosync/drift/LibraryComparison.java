package io.photosync.drift;

import io.photosync.drift.DriftFinding.What;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.event.WrittenFiles;
import io.photosync.ledger.SharePointState;
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
final class LibraryComparison {
    private final Map<String, ExpectedFiles> byBaseName = new HashMap<>();
    private final Map<String, SharePointState> targets;
    private final Map<String, RosterEntry> roster;
    private final SharedNames shared;
    private final UsersWithoutPhoto usersWithoutPhoto;
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
    LibraryComparison(
            Map<String, SharePointState> targets,
            Map<String, RosterEntry> roster,
            Map<String, Set<String>> held,
            Instant now) {
        this.targets = targets;
        this.roster = roster;
        this.shared = SharedNames.of(held, targets, roster);
        this.usersWithoutPhoto = new UsersWithoutPhoto(targets, roster, now);
        targets.forEach((user, sharePointState) ->
                standing(sharePointState).filter(end -> lookedAfter(user)).ifPresent(end -> expect(user, end)));
    }

    /** Of files that several users have it cannot be said whose they are; a user's own id is theirs. */
    private void expect(String user, Settlement end) {
        if (shared.with(user).isPresent()) {
            sharing.put(user, end.attemptId());
        } else {
            byBaseName.put(baseName(user, end), new ExpectedFiles(user, end.attemptId()));
        }
    }

    /** Mostly the id itself; then no other copy of it is kept. */
    private static String baseName(String user, Settlement end) {
        String base = lower(end.fileBaseName().orElseThrow());
        return base.equals(user) ? user : base;
    }

    /** Whether there is anything that could be found out. */
    boolean empty() {
        return byBaseName.isEmpty() && sharing.isEmpty() && usersWithoutPhoto.nobody();
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
        ExpectedFiles expectedFiles = byBaseName.get(base);
        if (expectedFiles != null) {
            expectedFiles.tick(owner.orElseThrow().names().indexOf(sameCase(owner.orElseThrow(), file.name())), file);
        } else if (usersWithoutPhoto.take(base).isEmpty()) {
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
    List<DriftFinding> findings(Instant now) {
        List<DriftFinding> findings = new ArrayList<>();
        sharing.forEach((user, attempt) -> left(user, attempt, now)
                .ifPresent(sharePointState -> findings.add(new DriftFinding(user, What.SHARED, attempt))));
        for (ExpectedFiles expectedFiles : byBaseName.values()) {
            left(expectedFiles.userId(), expectedFiles.attemptId(), now)
                    .flatMap(sharePointState -> finding(expectedFiles, sharePointState))
                    .ifPresent(findings::add);
        }
        return findings;
    }

    /** Base names of files of users who have no photo in Exchange, and for whom we wrote none; by user. */
    Map<String, String> photoless() {
        return usersWithoutPhoto.found();
    }

    private Optional<DriftFinding> finding(ExpectedFiles expectedFiles, SharePointState sharePointState) {
        if (!expectedFiles.complete()) {
            return Optional.of(found(expectedFiles, What.MISSING, Optional.empty()));
        }
        Optional<WrittenFiles> written = sharePointState.last().flatMap(Settlement::files);
        Optional<FilesChange> change = written.map(files -> new FilesChange(files, expectedFiles.files()))
                .filter(FilesChange::real);
        if (change.isPresent()) {
            return Optional.of(found(expectedFiles, What.CHANGED, change));
        }
        // SharePoint's own pull from Exchange names files by object id, and points the profile at them.
        return Optional.ofNullable(unexpected.get(expectedFiles.userId()))
                .filter(there -> there.isAfter(written.map(WrittenFiles::lastModified)
                        .orElseGet(
                                () -> sharePointState.last().map(Settlement::at).orElseThrow())))
                .map(there -> found(expectedFiles, What.NEWER, Optional.empty()));
    }

    private static DriftFinding found(ExpectedFiles expectedFiles, What what, Optional<FilesChange> change) {
        return new DriftFinding(expectedFiles.userId(), what, expectedFiles.attemptId(), change);
    }

    /** Ids of people after whom files are named that were not expected, though we wrote for these people. */
    Set<String> unexpected() {
        return Collections.unmodifiableSet(unexpected.keySet());
    }

    /** What is known of the user, unless somebody works on them, or has settled them once more since the listing began. */
    private Optional<SharePointState> left(String user, String attempt, Instant now) {
        return Optional.ofNullable(targets.get(user))
                .filter(sharePointState -> !sharePointState.busy(now) && lookedAfter(user))
                .filter(sharePointState -> standing(sharePointState)
                        .filter(end -> end.attemptId().equals(attempt))
                        .isPresent());
    }

    /** The end that says that a photo stands. An attempt that died since may have spoilt it: that is for the files to show. */
    private static Optional<Settlement> standing(SharePointState sharePointState) {
        return sharePointState.last().filter(end -> switch (end.state()) {
            case SYNCED, UNCHANGED -> end.fileBaseName().isPresent();
            case WRITING, REMOVED, SKIPPED, DEAD_LETTERED, DISCARDED -> false;
        });
    }

    private boolean lookedAfter(String user) {
        RosterEntry entry = roster.get(user);
        return entry == null || entry.managed();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
