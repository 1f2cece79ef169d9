package io.photosync.drift;

import io.photosync.event.RosterEntry;
import io.photosync.ledger.Settlements;
import io.photosync.ledger.SharePointState;
import io.photosync.sharepoint.PhotoFile;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A library, and the ledger's state of its files' users. */
final class ComparedLibrary {
    final Map<String, SharePointState> targets = new HashMap<>();
    final Map<String, RosterEntry> roster = new HashMap<>();

    /** A comparison that starts now, with the names that users hold now. */
    LibraryComparison comparison() {
        Map<String, Set<String>> held = new HashMap<>();
        targets.forEach((user, target) -> target.fileBaseName()
                .map(base -> base.toLowerCase(Locale.ROOT))
                .filter(base -> !base.equals(user))
                .ifPresent(base ->
                        held.computeIfAbsent(base, name -> new TreeSet<>()).add(user)));
        return new LibraryComparison(targets, roster, held, Settlements.NOON);
    }

    /** Shows the three files of that base name. */
    static void list(LibraryComparison comparison, String base, Instant modified) {
        List.of("L", "M", "S")
                .forEach(
                        size -> comparison.seen(file(base + "_" + size + "Thumb.jpg", "_SML".indexOf(size), modified)));
    }

    static PhotoFile file(String name, long length, Instant modified) {
        return new PhotoFile(name, length, modified);
    }
}
