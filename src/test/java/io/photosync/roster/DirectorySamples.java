package io.photosync.roster;

import io.photosync.event.RosterEntry;
import io.photosync.graph.DirectoryUser;
import io.photosync.testkit.RosterEntryBuilder;
import java.time.Instant;
import java.util.Optional;

/** DirectorySamples as the directory tells of them and as the roster has them. */
final class DirectorySamples {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private DirectorySamples() {}

    static DirectoryUser directoryUser(String id) {
        return new DirectoryUser(id, id + "@contoso.example", "The " + id, Optional.of(false), Optional.of(true));
    }

    static RosterEntry entry(String id) {
        return new RosterEntryBuilder(id + "@contoso.example", "The " + id).build();
    }
}
