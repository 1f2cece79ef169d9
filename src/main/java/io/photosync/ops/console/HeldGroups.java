package io.photosync.ops.console;

import io.photosync.kafka.WriteFailedException;
import io.photosync.ops.ApiException;
import io.photosync.ops.ReadyLedger;
import io.photosync.ops.removal.DecisionRequest;
import io.photosync.ops.removal.LeavingDecisions;
import io.photosync.ops.removal.MassChangeDecisions;
import io.photosync.ops.removal.MassChangeView;
import io.photosync.ops.removal.RemovalDecisions;
import io.photosync.ops.status.LeavingStatus;
import io.photosync.ops.status.RemovalsStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The three kinds of held changes in one shape. */
@ApplicationScoped
class HeldGroups {
    private static final String REMOVALS = "removals";
    private static final String LEAVERS = "leavers";

    private final ReadyLedger ledger;
    private final OverviewParts parts;
    private final RemovalDecisions removals;
    private final LeavingDecisions leavers;
    private final MassChangeDecisions massChanges;

    HeldGroups(
            ReadyLedger ledger,
            OverviewParts parts,
            RemovalDecisions removals,
            LeavingDecisions leavers,
            MassChangeDecisions massChanges) {
        this.ledger = ledger;
        this.parts = parts;
        this.removals = removals;
        this.leavers = leavers;
        this.massChanges = massChanges;
    }

    /**
     * @param key its place in addresses: {@code removals}, {@code leavers}, or the SHA-256 of a photo
     * @param held whether it waits for a decision
     * @param users number of users who are held
     * @param refused users of earlier decisions, whom a release would let go as well
     * @param some of their names, at most 100
     * @param pending the decision that is being carried out, in words; empty if there is none
     */
    record Group(
            String key,
            String title,
            String explanation,
            String afterRelease,
            String afterRefusal,
            boolean held,
            int users,
            int refused,
            Optional<Instant> since,
            List<String> some,
            Optional<String> pending) {

        /** How many users a decision concerns. */
        public int concerned(HeldDecision decision) {
            return decision == HeldDecision.RELEASE ? users + refused : users;
        }

        public String after(HeldDecision decision) {
            return decision == HeldDecision.RELEASE ? afterRelease : afterRefusal;
        }
    }

    /** Removals and leavers always, so that one sees that nothing is held; photos where there are any. */
    List<Group> all() {
        ledger.get();
        return Stream.concat(
                        Stream.of(
                                removals(parts.removals().state()),
                                leavers(parts.leaving().state())),
                        massChanges.list().stream().map(HeldGroups::photo))
                .toList();
    }

    /** @throws ApiException 404 for a group that does not exist or is not held any more */
    Group find(String key) {
        return all().stream()
                .filter(group -> group.key().equals(key))
                .findFirst()
                .orElseThrow(() -> ApiException.notFound("nothing is held as " + key));
    }

    void decide(Group group, HeldDecision decision, Optional<String> reason)
            throws WriteFailedException, InterruptedException {
        DecisionRequest request = new DecisionRequest(reason, Optional.empty());
        boolean release = decision == HeldDecision.RELEASE;
        switch (group.key()) {
            case REMOVALS -> {
                if (release) {
                    removals.release(request);
                } else {
                    removals.refuse(request);
                }
            }
            case LEAVERS -> {
                if (release) {
                    leavers.release(request);
                } else {
                    leavers.refuse(request);
                }
            }
            default -> {
                if (release) {
                    massChanges.release(group.key(), request);
                } else {
                    massChanges.refuse(group.key(), request);
                }
            }
        }
    }

    private static Group removals(RemovalsStatus.State state) {
        return new Group(
                REMOVALS,
                "Removals",
                state.state().equals("off")
                        ? "A setting keeps all photos: nothing is taken down."
                        : "Users whose photo is gone in Exchange. Where more are gone than is likely, SharePoint keeps"
                                + " their photos until an operator decides.",
                "Each user is asked for once more in Exchange; whoever still has no photo there loses the one in"
                        + " SharePoint.",
                "SharePoint keeps these photos until they change again in Exchange.",
                state.state().equals("held"),
                state.people(),
                0,
                state.since(),
                state.some(),
                state.order().map(order -> "%s by %s, %d users still concerned"
                        .formatted(Display.words(order.action()), order.by(), order.people())));
    }

    private static Group leavers(LeavingStatus.State state) {
        return new Group(
                LEAVERS,
                "Leavers",
                "Users whom the directory or the group of the scope does not list any more. Where more are missing than"
                        + " is likely, they stay managed until an operator decides.",
                "These users have left: their photos are no longer synced, and their files are deleted 27 days later.",
                "These users stay managed until the directory, or the group, lists them again.",
                state.state().equals("held"),
                state.people(),
                state.refused(),
                state.since(),
                state.some(),
                state.order().map(order -> "%s by %s".formatted(Display.words(order.action()), order.by())));
    }

    private static Group photo(MassChangeView change) {
        return new Group(
                change.sha256(),
                "The same photo for many users",
                "Many users got the same photo at once: a default picture by mistake, or a company's badge on purpose.",
                "The photo is accepted for good, and these users are synced through the bulk lane.",
                "The photo is rejected for all users: they keep what SharePoint shows until they have another one.",
                change.state().equals("held"),
                change.users(),
                0,
                change.since(),
                change.some(),
                change.decision().map(decided -> "%s by %s: %s"
                        .formatted(Display.words(decided.action()), decided.by(), decided.reason())));
    }
}
