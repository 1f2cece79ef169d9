package io.photosync.roster;

import io.photosync.budget.Ask;
import io.photosync.budget.CallFailed;
import io.photosync.budget.Priority;
import io.photosync.event.RosterEntry;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.exchange.DirectoryUser;
import io.photosync.exchange.UserPage;
import io.photosync.exchange.Users;
import io.photosync.ledger.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Reads people from the directory into the roster: everybody once, then what changed. */
@ApplicationScoped
class DirectoryReading {
    private static final Logger LOG = Logger.getLogger(DirectoryReading.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Users users;
    private final RosterBook book;
    private final Ledger ledger;
    private final Clock clock;

    DirectoryReading(Users users, RosterBook book, Ledger ledger, Clock clock) {
        this.users = users;
        this.book = book;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Everybody; whoever is not among them is gone. A reading that breaks off makes nobody gone.
     *
     * @return where the next look at the changes starts
     */
    String everybody(Scope scope) throws CallFailed, NotWritten, InterruptedException {
        Set<String> seen = new HashSet<>();
        UserPage page = users.delta(ask());
        take(page, scope, seen);
        while (page.next().isPresent()) {
            page = following(page.next().get());
            take(page, scope, seen);
        }
        String link = link(page);
        Set<String> gone = new HashSet<>(ledger.roster().keySet());
        gone.addAll(ledger.targets().keySet());
        gone.removeAll(seen);
        gone.forEach(this::gone);
        book.flush();
        LOG.infof("roster read people=%d gone=%d", seen.size(), gone.size());
        return link;
    }

    /**
     * What changed since then.
     *
     * @return where the next look starts; empty when the link is too old and everybody has to be read anew
     */
    Optional<String> changes(String since, Scope scope) throws CallFailed, NotWritten, InterruptedException {
        Optional<UserPage> page = users.changes(since, ask());
        Set<String> seen = new HashSet<>();
        while (page.isPresent()) {
            take(page.get(), scope, seen);
            if (page.get().next().isEmpty()) {
                return Optional.of(link(page.get()));
            }
            page = users.changes(page.get().next().get(), ask());
        }
        return Optional.empty();
    }

    /** Who came into the scope or left it, by the groups' members as they are now. */
    void apply(Scope scope) throws NotWritten, InterruptedException {
        ledger.roster().forEach((id, entry) -> {
            if (entry.inScope() != scope.includes(id)) {
                book.change(id, before -> before.map(now -> now.inScope(scope.includes(id))));
            }
        });
        book.flush();
    }

    private UserPage following(String link) throws CallFailed, InterruptedException {
        return users.changes(link, ask())
                .orElseThrow(() -> new IllegalStateException("Graph does not know its own link to the next page"));
    }

    private void take(UserPage page, Scope scope, Set<String> seen) throws NotWritten, InterruptedException {
        for (DirectoryUser user : page.users()) {
            seen.add(user.id());
            book.change(user.id(), before -> Optional.of(Entries.known(user, before, scope.includes(user.id()))));
        }
        page.removed().forEach(this::gone);
        book.flush();
    }

    private void gone(String userId) {
        Instant now = clock.instant();
        book.change(userId, (Optional<RosterEntry> before) -> Optional.of(Entries.gone(before, now)));
    }

    private static String link(UserPage last) {
        return last.deltaLink()
                .orElseThrow(
                        () -> new IllegalStateException("the last page of a delta has no link to the next changes"));
    }

    private Ask ask() {
        return new Ask(Priority.BULK, clock.instant().plus(PATIENCE));
    }
}
