package io.photosync.testkit;

import io.photosync.event.RosterEntry;
import io.photosync.event.RosterEntry.FormerName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A user of the roster field by field: unless said otherwise, an enabled member in scope whom the sweep has not seen. */
public final class RosterEntryBuilder {
    private final String userPrincipalName;
    private final String displayName;
    private boolean mailbox = true;
    private boolean guest;
    private boolean enabled = true;
    private boolean inScope = true;
    private Optional<Instant> goneSince = Optional.empty();
    private Optional<String> mediaEtag = Optional.empty();
    private Optional<Instant> seenAt = Optional.empty();
    private List<FormerName> formerNames = List.of();

    public RosterEntryBuilder(String userPrincipalName, String displayName) {
        this.userPrincipalName = userPrincipalName;
        this.displayName = displayName;
    }

    public RosterEntryBuilder mailbox(boolean known) {
        mailbox = known;
        return this;
    }

    public RosterEntryBuilder guest(boolean is) {
        guest = is;
        return this;
    }

    public RosterEntryBuilder enabled(boolean is) {
        enabled = is;
        return this;
    }

    public RosterEntryBuilder inScope(boolean is) {
        inScope = is;
        return this;
    }

    public RosterEntryBuilder goneSince(Instant when) {
        return goneSince(Optional.of(when));
    }

    public RosterEntryBuilder goneSince(Optional<Instant> when) {
        goneSince = when;
        return this;
    }

    public RosterEntryBuilder mediaEtag(String etag) {
        return mediaEtag(Optional.ofNullable(etag));
    }

    public RosterEntryBuilder mediaEtag(Optional<String> etag) {
        mediaEtag = etag;
        return this;
    }

    public RosterEntryBuilder seenAt(Instant when) {
        return seenAt(Optional.of(when));
    }

    public RosterEntryBuilder seenAt(Optional<Instant> when) {
        seenAt = when;
        return this;
    }

    public RosterEntryBuilder formerNames(FormerName... names) {
        formerNames = List.of(names);
        return this;
    }

    public RosterEntry build() {
        return new RosterEntry(
                userPrincipalName,
                displayName,
                mailbox,
                guest,
                enabled,
                inScope,
                goneSince,
                mediaEtag,
                seenAt,
                formerNames,
                Optional.empty());
    }
}
