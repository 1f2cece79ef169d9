package io.photosync.roster;

import io.photosync.graph.Users;
import io.photosync.kafka.TopicWriter;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.LedgerWriter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Produces the room's plain classes. */
final class RosterWiring {
    @Produces
    @Singleton
    static DirectoryReader directory(
            Users users,
            RosterWriter rosterWriter,
            Ledger ledger,
            ScopeSettings scope,
            RosterSettings settings,
            Clock clock) {
        return new DirectoryReader(users, rosterWriter, ledger, ScopeGroups.of(scope), settings.fullEvery(), clock);
    }

    @Produces
    @Singleton
    static ScopeReader scope(Users users, RosterWriter rosterWriter, Ledger ledger, ScopeSettings scope, Clock clock) {
        return new ScopeReader(users, rosterWriter, ledger, ScopeGroups.of(scope), clock);
    }

    @Produces
    @Singleton
    static LeavingUsers leaving(
            LeavingSettings settings, RosterWriter rosterWriter, Ledger ledger, TopicWriter writer, Clock clock) {
        LeavingGuard guard = new LeavingGuard(settings.atMost(), settings.atMostShare());
        return new LeavingUsers(guard, rosterWriter, ledger, writer, clock);
    }

    @Produces
    @Singleton
    static LeaverPurge leavers(
            LedgerWriter writer,
            RosterWriter rosterWriter,
            Ledger ledger,
            LeaverFilesCheck leaverFilesCheck,
            RosterSettings settings,
            Clock clock) {
        return new LeaverPurge(writer, rosterWriter, ledger, leaverFilesCheck, settings.forgetAfter(), clock);
    }
}
