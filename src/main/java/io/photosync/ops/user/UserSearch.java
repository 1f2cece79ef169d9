package io.photosync.ops.user;

import io.photosync.event.RosterEntry;
import io.photosync.ledger.FirstN;
import io.photosync.ledger.SearchWords;
import io.photosync.ops.ReadyLedger;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Finds users of the roster by parts of their names or ids. */
@ApplicationScoped
public class UserSearch {
    /** More than anybody reads; more words find fewer. */
    private static final int MOST = 50;

    private static final Comparator<UserFound> BY_NAME =
            Comparator.comparing(UserFound::name, String.CASE_INSENSITIVE_ORDER).thenComparing(UserFound::userId);

    private final ReadyLedger ledger;

    UserSearch(ReadyLedger ledger) {
        this.ledger = ledger;
    }

    /**
     * @param total number of users that match
     * @param more whether there are more than shown
     */
    public record Found(int total, boolean more, List<UserFound> items) {}

    /** One pass over all users. */
    public Found find(SearchWords words) {
        return find(words, ledger.get().roster());
    }

    static Found find(SearchWords words, Map<String, RosterEntry> roster) {
        FirstN<UserFound> first = new FirstN<>(MOST, BY_NAME);
        roster.forEach((id, entry) -> {
            if (words.allIn(List.of(entry.userPrincipalName(), entry.displayName(), id))) {
                first.offer(UserFound.of(id, entry));
            }
        });
        List<UserFound> items = first.inOrder();
        return new Found(first.offered(), first.offered() > items.size(), items);
    }
}
