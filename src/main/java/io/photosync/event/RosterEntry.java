package io.photosync.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A person of the tenant.
 *
 * @param mailbox whether Exchange knows the person, as far as was seen; true until it said otherwise
 * @param enabled whether the account may sign in; its photo is shown to others either way
 * @param inScope whether photo sync is to look after the person
 * @param goneSince when the directory was first seen not to know the person any more
 * @param mediaEtag of the photo that the sweep saw last; absent when there was none
 * @param seenAt when the sweep saw that for the first time; absent when nobody has looked yet
 * @param formerNames user principal names from before, as far as the roster saw them change; oldest first. SharePoint knows people
 *     by an old name for hours, and files made from it stand for years
 * @param leaving while the directory, or the scope's group, is seen without the person, and whether that counts is not decided
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

    /** People are renamed a few times in their lives; names older than that are of no use. */
    static final int FORMER_NAMES_AT_MOST = 5;

    /** @param until when the roster saw that it was another one */
    public record FormerName(String userPrincipalName, Instant until) {
        public FormerName {
            Fields.require("former name", "userPrincipalName", userPrincipalName);
            Fields.require("former name", "until", until);
        }
    }

    /**
     * What somebody is about to leave.
     *
     * @param since when that was first seen
     * @param refused whether an operator decided that they stay
     */
    public record Leaving(What what, Instant since, boolean refused) {
        public Leaving {
            Fields.require("leaving", "what", what);
            Fields.require("leaving", "since", since);
        }

        /** Which of the two. */
        public enum What {
            /** The directory does not know the person any more. */
            TENANT,
            /** The person is no member of the group any more that bounds the scope. */
            SCOPE
        }

        public Leaving refuse() {
            return new Leaving(what, since, true);
        }
    }

    /** Names that were left out are empty. Entries written before former names were kept have none. */
    public RosterEntry {
        userPrincipalName = userPrincipalName == null ? "" : userPrincipalName;
        displayName = displayName == null ? "" : displayName;
        formerNames = formerNames == null ? List.of() : List.copyOf(formerNames);
        leaving = leaving == null ? Optional.empty() : leaving;
    }

    /** Somebody who stays. */
    public RosterEntry(
            String userPrincipalName,
            String displayName,
            boolean mailbox,
            boolean guest,
            boolean enabled,
            boolean inScope,
            Optional<Instant> goneSince,
            Optional<String> mediaEtag,
            Optional<Instant> seenAt,
            List<FormerName> formerNames) {
        this(
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

    /** Somebody who never had another name. */
    public RosterEntry(
            String userPrincipalName,
            String displayName,
            boolean mailbox,
            boolean guest,
            boolean enabled,
            boolean inScope,
            Optional<Instant> goneSince,
            Optional<String> mediaEtag,
            Optional<Instant> seenAt) {
        this(userPrincipalName, displayName, mailbox, guest, enabled, inScope, goneSince, mediaEtag, seenAt, List.of());
    }

    /** Whether the sweep looks at this person's photo. */
    public boolean lookedAfter() {
        return inScope && !guest && goneSince.isEmpty();
    }

    /** A member whose account is at home in another tenant, as in a company of several tenants. */
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

    /** The same under the name that the user has now; a change of letters' case alone makes no former name. */
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
        return new RosterEntry(
                now, displayName, mailbox, guest, enabled, inScope, goneSince, mediaEtag, seenAt, former, leaving);
    }

    public RosterEntry mailbox(boolean known) {
        return new RosterEntry(
                userPrincipalName,
                displayName,
                known,
                guest,
                enabled,
                inScope,
                goneSince,
                mediaEtag,
                seenAt,
                formerNames,
                leaving);
    }

    public RosterEntry inScope(boolean included) {
        return new RosterEntry(
                userPrincipalName,
                displayName,
                mailbox,
                guest,
                enabled,
                included,
                goneSince,
                mediaEtag,
                seenAt,
                formerNames,
                leaving);
    }

    /** The same for somebody at whom the sweep has just looked; the same entry where it saw what it knew. */
    public RosterEntry sees(Optional<String> etag, Instant now) {
        return seenAt.isPresent() && etag.equals(mediaEtag)
                ? this
                : new RosterEntry(
                        userPrincipalName,
                        displayName,
                        mailbox,
                        guest,
                        enabled,
                        inScope,
                        goneSince,
                        etag,
                        Optional.of(now),
                        formerNames,
                        leaving);
    }

    public RosterEntry goneSince(Instant when) {
        return new RosterEntry(
                userPrincipalName,
                displayName,
                mailbox,
                guest,
                enabled,
                inScope,
                Optional.of(when),
                mediaEtag,
                seenAt,
                formerNames);
    }

    /** Whether the directory is seen without the person. */
    public boolean leavingTenant() {
        return leaving.filter(by -> by.what() == Leaving.What.TENANT).isPresent();
    }

    /** Whether the person is still in scope, but no member any more of the group that bounds it. */
    public boolean leavingScope() {
        return leaving.filter(by -> by.what() == Leaving.What.SCOPE).isPresent();
    }

    /** The same for somebody of whom that is to be decided, or nothing any more. */
    public RosterEntry leaving(Optional<Leaving> by) {
        return new RosterEntry(
                userPrincipalName,
                displayName,
                mailbox,
                guest,
                enabled,
                inScope,
                Optional.empty(),
                mediaEtag,
                seenAt,
                formerNames,
                by);
    }
}
