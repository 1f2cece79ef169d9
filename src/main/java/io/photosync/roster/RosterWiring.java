package io.photosync.roster;

import io.photosync.event.ScopeSettings;
import io.photosync.event.TopicWriter;
import io.photosync.exchange.Users;
import io.photosync.ledger.Ledger;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the room's plain classes together. */
final class RosterWiring {
    @Produces
    @Singleton
    static DirectoryReader directory(
            Users users, RosterBook book, Ledger ledger, ScopeSettings scope, RosterSettings settings, Clock clock) {
        return new DirectoryReader(users, book, ledger, Bounds.of(scope), settings.fullEvery(), clock);
    }

    @Produces
    @Singleton
    static ScopeReader scope(Users users, RosterBook book, Ledger ledger, ScopeSettings scope, Clock clock) {
        return new ScopeReader(users, book, ledger, Bounds.of(scope), clock);
    }

    @Produces
    @Singleton
    static LeavingPeople leaving(
            LeavingSettings settings, RosterBook book, Ledger ledger, TopicWriter writer, Clock clock) {
        LeavingGuard guard = new LeavingGuard(settings.atMost(), settings.atMostShare());
        return new LeavingPeople(guard, book, ledger, writer, clock);
    }

    @Produces
    @Singleton
    static Leavers leavers(
            TopicWriter writer, RosterBook book, Ledger ledger, Traces traces, RosterSettings settings, Clock clock) {
        return new Leavers(writer, book, ledger, traces, settings.forgetAfter(), clock);
    }
}
