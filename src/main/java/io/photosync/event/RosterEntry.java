package io.photosync.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A user of the tenant.
 *
 * @param mailbox whether Exchange knows the user, as far as was seen; true until it said otherwise
 * @param enabled whether the account may sign in; its photo is shown to others either way
 * @param inScope whether photo sync manages the user
 * @param goneSince when the directory was first seen without the user
 * @param mediaEtag of the photo that the sweep saw last; absent when there was none
 * @param seenAt when the sweep saw that for the first time; absent before the first check
 * @param formerNames earlier user principal names, as far as the roster saw them change; oldest first. SharePoint knows
 *     users by an old name for hours, and files made from it stay for years
 * @param leaving set while the directory, or the scope's group, is seen without the user, and whether that counts is
 *     undecided
 */
public record RosterEntry(
        String userPrincipalName,
        String displayName,
        boolean mailbox,
        boolean guest,
        boolean enabled,
        boolean inScope,
        Optional<Instant> goneSince,
        Optional<String> mediaEtag,
        Optional<Instant> seenAt,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FormerName> formerNames,
        Optional<Leaving> leaving) {

    /** Users are renamed a few times in their lives; older names are of no use. */
    static final int FORMER_NAMES_AT_MOST = 5;

    /** @param until when the roster saw another name */
    public record FormerName(String userPrincipalName, Instant until) {
        public FormerName {
            Fields.require("former name", "userPrincipalName", userPrincipalName);
            Fields.require("former name", "until", until);
        }
    }

    /**
     * What the user is about to leave.
     *
     * @param since when that was first seen
     * @param refused whether an operator decided that the user stays
     */
    public record Leaving(What what, Instant since, boolean refused) {
        public Leaving {
            Fields.require("leaving", "what", what);
            Fields.require("leaving", "since", since);
        }

        public enum What {
            /** The directory does not know the user any more. */
            TENANT,
            /** The user is no longer a member of the group that bounds the scope. */
            SCOPE
        }

        public Leaving refuse() {
            return new Leaving(what, since, true);
        }
    }

    /** Omitted names are empty. Entries written before former names were kept have none. */
    public RosterEntry {
        userPrincipalName = userPrincipalName == null ? "" : userPrincipalName;
        displayName = displayName == null ? "" : displayName;
        formerNames = formerNames == null ? List.of() : List.copyOf(formerNames);
        leaving = leaving == null ? Optional.empty() : leaving;
    }

    /** A user with records whom the directory does not know. */
    public static RosterEntry gone(String userPrincipalName, Instant since) {
        return new RosterEntry(
                userPrincipalName,
                "",
                true,
                false,
                false,
                false,
                Optional.of(since),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /** Whether the sweep checks this user's photo. */
    public boolean managed() {
        return inScope && !guest && goneSince.isEmpty();
    }

    /** A member whose account belongs to another tenant, as in a company of several tenants. */
    public boolean externalMember() {
        return !guest && looksExternal(userPrincipalName);
    }

    /** By the mark that Entra ID puts into such names; SharePoint and others write it in lower case. */
    public static boolean looksExternal(String userPrincipalName) {
        return userPrincipalName.toLowerCase(Locale.ROOT).contains("#ext#");
    }

    /** The present user principal name and the former ones. */
    public List<String> names() {
        return Stream.concat(Stream.of(userPrincipalName), formerNames.stream().map(FormerName::userPrincipalName))
                .filter(name -> !name.isBlank())
                .toList();
    }

    /** When the user was last renamed, as far as the roster saw it. */
    public Optional<Instant> renamedAt() {
        return formerNames.isEmpty()
                ? Optional.empty()
                : Optional.of(formerNames.getLast().until());
    }

    /** The same under the user's current name; a change of letters' case alone makes no former name. */
    public RosterEntry named(String now, Instant when) {
        if (now.equals(userPrincipalName)) {
            return this;
        }
        boolean another = !userPrincipalName.isBlank() && !now.equalsIgnoreCase(userPrincipalName);
        List<FormerName> former = another
                ? Stream.concat(formerNames.stream(), Stream.of(new FormerName(userPrincipalName, when)))
                        .skip(Math.max(0, formerNames.size() + 1 - FORMER_NAMES_AT_MOST))
                        .toList()
                : formerNames;
        return copy(draft -> {
            draft.userPrincipalName = now;
            draft.formerNames = former;
        });
    }

    public RosterEntry mailbox(boolean known) {
        return copy(draft -> draft.mailbox = known);
    }

    public RosterEntry inScope(boolean included) {
        return copy(draft -> draft.inScope = included);
    }

    /** The same after the sweep has just read the user's photo; the same entry if nothing changed. */
    public RosterEntry sees(Optional<String> etag, Instant now) {
        return seenAt.isPresent() && etag.equals(mediaEtag)
                ? this
                : copy(draft -> {
                    draft.mediaEtag = etag;
                    draft.seenAt = Optional.of(now);
                });
    }

    public RosterEntry goneSince(Instant when) {
        return copy(draft -> {
            draft.goneSince = Optional.of(when);
            draft.leaving = Optional.empty();
        });
    }

    /** Whether the directory is seen without the user. */
    public boolean leavingTenant() {
        return leaving.filter(by -> by.what() == Leaving.What.TENANT).isPresent();
    }

    /** Whether the user is still in scope, but no longer a member of the group that bounds it. */
    public boolean leavingScope() {
        return leaving.filter(by -> by.what() == Leaving.What.SCOPE).isPresent();
    }

    /** The same with that undecided, or with nothing undecided any more. */
    public RosterEntry leaving(Optional<Leaving> by) {
        return copy(draft -> {
            draft.goneSince = Optional.empty();
            draft.leaving = by;
        });
    }

    private RosterEntry copy(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.entry();
    }

    /** The fields that change, by name instead of by position. */
    private static final class Draft {
        private final RosterEntry source;
        private String userPrincipalName;
        private boolean mailbox;
        private boolean inScope;
        private Optional<Instant> goneSince;
        private Optional<String> mediaEtag;
        private Optional<Instant> seenAt;
        private List<FormerName> formerNames;
        private Optional<Leaving> leaving;

        private Draft(RosterEntry source) {
            this.source = source;
            this.userPrincipalName = source.userPrincipalName;
            this.mailbox = source.mailbox;
            this.inScope = source.inScope;
            this.goneSince = source.goneSince;
            this.mediaEtag = source.mediaEtag;
            this.seenAt = source.seenAt;
            this.formerNames = source.formerNames;
            this.leaving = source.leaving;
        }

        private RosterEntry entry() {
            return new RosterEntry(
                    userPrincipalName,
                    source.displayName,
                    mailbox,
                    source.guest,
                    source.enabled,
                    inScope,
                    goneSince,
                    mediaEtag,
                    seenAt,
                    formerNames,
                    leaving);
        }
    }
}
