package io.photosync.deadletter;

import io.photosync.deadletter.ActedLetters.Acted;
import io.photosync.kafka.StateKey.Family;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.LedgerWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The last replays and discards, as every replica knows them, also after a restart. */
@ApplicationScoped
public class ActionLog {
    /** 7 MB of each replica's heap at most. */
    static final int KEPT = 50;

    private static final Comparator<LetterAction> NEWEST_FIRST =
            Comparator.comparing(LetterAction::at).reversed().thenComparing(LetterAction::id);

    private static final Comparator<LetterAction> LAST_TO_FORGET_FIRST =
            Comparator.comparing((LetterAction action) -> action.count() == 0).thenComparing(NEWEST_FIRST);

    private final Ledger ledger;
    private final LedgerWriter writer;

    public ActionLog(Ledger ledger, LedgerWriter writer) {
        this.ledger = ledger;
        this.writer = writer;
    }

    /**
     * Returns when this replica's ledger has it. Of more than fifty those are forgotten that touched no letter, then
     * the oldest.
     */
    public void add(LetterAction action, ActedLetters letters) throws WriteFailedException, InterruptedException {
        // First: letters of an action that nobody knows would be kept for good.
        writer.write(Family.LETTER_ACTIONS.of(action.id()), action);
        writer.write(Family.ACTED_LETTERS.of(action.id()), letters);
        for (LetterAction old : surplus(newest())) {
            // Fifty with a time ahead of ours, by another replica's clock, must not make us forget this one.
            if (!old.id().equals(action.id())) {
                forget(old.id());
            }
        }
    }

    /** Those that touched no letter first: a script that finds nothing to do would push out all that did something. */
    static List<LetterAction> surplus(List<LetterAction> actions) {
        return actions.stream().sorted(LAST_TO_FORGET_FIRST).skip(KEPT).toList();
    }

    public void forget(String id) throws WriteFailedException, InterruptedException {
        // Last: an action whose letters could not be erased is forgotten with one of the next additions.
        writer.erase(Family.ACTED_LETTERS.of(id));
        writer.erase(Family.LETTER_ACTIONS.of(id));
    }

    public List<LetterAction> newest() {
        return ledger.states(Family.LETTER_ACTIONS, LetterAction.class).values().stream()
                .sorted(NEWEST_FIRST)
                .toList();
    }

    public Optional<LetterAction> find(String id) {
        return ledger.state(Family.LETTER_ACTIONS.of(id), LetterAction.class);
    }

    /** The letters of an action; none where it is unknown. */
    public List<Acted> letters(String id) {
        return ledger.stateOnce(Family.ACTED_LETTERS.of(id), ActedLetters.class)
                .map(ActedLetters::letters)
                .orElse(List.of());
    }

    public ActedState stateOf(Acted acted) {
        return ActedState.of(acted, ledger.of(acted.key()));
    }
}
