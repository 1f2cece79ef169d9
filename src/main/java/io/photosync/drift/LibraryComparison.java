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
 * Compares the files of a listing with what was written. Keeps one entry per user and nothing per file, so that 300,000
 * files fit. Results are valid only once the listing is complete. Not thread-safe.
 */
final class LibraryComparison {
    private final Map<String, ExpectedFiles> byBaseName = new HashMap<>();
    private final Map<String, SharePointState> targets;
    private final Map<String, RosterEntry> roster;
    private final SharedNames shared;
    private final UsersWithoutPhoto usersWithoutPhoto;
    /** Users whose files have the same names as another user's, with the attempt that wrote them. */
    private final Map<String, String> sharing = new HashMap<>();

    /** Latest change of files named by the id of a user whom we wrote under another name. */
    private final Map<String, Instant> unexpected = new TreeMap<>();

    private long files;
    private long unknown;

    /**
     * @param targets live view: users with work during the listing are skipped
     * @param roster live view
     * @param held base name to the users who have files of that name, which is not their own id
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
                written(sharePointState).filter(end -> managed(user)).ifPresent(end -> expect(user, end)));
    }

    /** Files that several users share cannot be attributed; a user's own id belongs to that user. */
    private void expect(String user, Settlement end) {
        if (shared.with(user).isPresent()) {
            sharing.put(user, end.attemptId());
        } else {
            byBaseName.put(baseName(user, end), new ExpectedFiles(user, end.attemptId()));
        }
    }

    /** Mostly the id itself; then the same string is kept, to save memory. */
    private static String baseName(String user, Settlement end) {
        String base = lower(end.fileBaseName().orElseThrow());
        return base.equals(user) ? user : base;
    }

    /** Whether there is nothing to check. */
    boolean empty() {
        return byBaseName.isEmpty() && sharing.isEmpty() && usersWithoutPhoto.isEmpty();
    }

    /** Number of users whose files are expected. */
    int expected() {
        return byBaseName.size() + sharing.size();
    }

    long files() {
        return files;
    }

    /** Number of files that belong to no user whom we wrote; they stay untouched. */
    long unknown() {
        return unknown;
    }

    void seen(PhotoFile file) {
        files++;
        Optional<PhotoFiles> owner = PhotoFiles.ofFile(file.name());
        String base = lower(owner.map(PhotoFiles::baseName).orElse(""));
        ExpectedFiles expectedFiles = byBaseName.get(base);
        if (expectedFiles != null) {
            expectedFiles.markSeen(
                    owner.orElseThrow().names().indexOf(sameCase(owner.orElseThrow(), file.name())), file);
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
     * Users whose files must be written again. Call it only after a complete listing.
     *
     * @param now attempts that are past their deadline no longer count as work in progress
     */
    List<DriftFinding> findings(Instant now) {
        List<DriftFinding> findings = new ArrayList<>();
        sharing.forEach((user, attempt) -> undisturbed(user, attempt, now)
                .ifPresent(sharePointState -> findings.add(new DriftFinding(user, What.SHARED, attempt))));
        for (ExpectedFiles expectedFiles : byBaseName.values()) {
            undisturbed(expectedFiles.userId(), expectedFiles.attemptId(), now)
                    .flatMap(sharePointState -> finding(expectedFiles, sharePointState))
                    .ifPresent(findings::add);
        }
        return findings;
    }

    /** Base names, by user, of files of users without a photo in Exchange for whom we wrote none. */
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
        // SharePoint's own import from Exchange names files by object id, and points the profile at them.
        return Optional.ofNullable(unexpected.get(expectedFiles.userId()))
                .filter(there -> there.isAfter(written.map(WrittenFiles::lastModified)
                        .orElseGet(
                                () -> sharePointState.last().map(Settlement::at).orElseThrow())))
                .map(there -> found(expectedFiles, What.NEWER, Optional.empty()));
    }

    private static DriftFinding found(ExpectedFiles expectedFiles, What what, Optional<FilesChange> change) {
        return new DriftFinding(expectedFiles.userId(), what, expectedFiles.attemptId(), change);
    }

    /** Ids of users for whom we wrote files under another name, and who have files under their id too. */
    Set<String> unexpected() {
        return Collections.unmodifiableSet(unexpected.keySet());
    }

    /** The user's state, unless work is in progress or the user was settled again since the listing began. */
    private Optional<SharePointState> undisturbed(String user, String attempt, Instant now) {
        return Optional.ofNullable(targets.get(user))
                .filter(sharePointState -> !sharePointState.busy(now) && managed(user))
                .filter(sharePointState -> written(sharePointState)
                        .filter(end -> end.attemptId().equals(attempt))
                        .isPresent());
    }

    /**
     * The settlement that says that files exist. A later attempt that died may have damaged them, which the files will
     * show.
     */
    private static Optional<Settlement> written(SharePointState sharePointState) {
        return sharePointState.last().filter(end -> switch (end.state()) {
            case SYNCED, UNCHANGED -> end.fileBaseName().isPresent();
            case WRITING, REMOVED, SKIPPED, DEAD_LETTERED, DISCARDED -> false;
        });
    }

    private boolean managed(String user) {
        RosterEntry entry = roster.get(user);
        return entry == null || entry.managed();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
