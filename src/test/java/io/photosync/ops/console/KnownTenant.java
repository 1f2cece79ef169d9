package io.photosync.ops.console;

import static io.photosync.testkit.Patience.await;

import io.photosync.deadletter.WrittenLetters;
import io.photosync.event.FailureCode;
import io.photosync.kafka.TopicWriter;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.SyncStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A tenant as the ledger knows it, for a test that looks at it through the console. */
final class KnownTenant {
    private final Ledger ledger;
    private final WrittenLetters letters;

    KnownTenant(Ledger ledger, TopicWriter writer) {
        this.ledger = ledger;
        this.letters = new WrittenLetters(writer, ledger);
    }

    void awaitRoster() {
        await().until(ledger::caughtUp);
        await().until(() -> !ledger.roster().isEmpty());
    }

    /** A user with a photo that both sides have. */
    String user() {
        return usersInStep(21).getFirst();
    }

    /** All such users whose files are named by them, as the visitor looks for them, once there are so many. */
    List<String> usersInStep(int atLeast) {
        return await().until(
                        () -> ledger.roster().entrySet().stream()
                                .filter(entry -> entry.getValue().mediaEtag().isPresent())
                                .map(Map.Entry::getKey)
                                .filter(user -> ledger.of(user).settled().isPresent())
                                .filter(user -> SyncStatus.of(ledger.of(user)) instanceof SyncStatus.InSync)
                                .filter(user ->
                                        ledger.of(user).target().fileBaseName().equals(Optional.of(user)))
                                .sorted()
                                .toList(),
                        users -> users.size() >= atLeast);
    }

    /** Writes a dead letter, and waits until the ledger has it. */
    void letter(String user, FailureCode code) throws Exception {
        letters.write(user, code);
    }

    /** The same of a failure at that time: a look may be before or after it. */
    void letter(String user, FailureCode code, Instant failedAt) throws Exception {
        letters.write(user, code, failedAt);
    }
}
