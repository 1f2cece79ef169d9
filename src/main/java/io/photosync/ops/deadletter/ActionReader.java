package io.photosync.ops.deadletter;

import io.photosync.deadletter.ActedLetters.Acted;
import io.photosync.deadletter.ActedState;
import io.photosync.deadletter.ActionLog;
import io.photosync.deadletter.LetterAction;
import io.photosync.event.RosterEntry;
import io.photosync.ledger.Ledger;
import io.photosync.ops.ApiException;
import io.photosync.ops.ReadyLedger;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads the last replays and discards, and what became of them, from the ledger. */
@ApplicationScoped
public class ActionReader {
    private final ReadyLedger ledger;
    private final ActionLog actions;

    ActionReader(ReadyLedger ledger, ActionLog actions) {
        this.ledger = ledger;
        this.actions = actions;
    }

    /** The last fifty, newest first. */
    public List<LetterAction> newest() {
        ledger.get();
        return actions.newest();
    }

    /** @throws ApiException 404 when no such action is kept */
    public ActionProgress progress(String id) {
        Ledger known = ledger.get();
        LetterAction action =
                actions.find(id).orElseThrow(() -> ApiException.notFound("no action " + ApiException.shown(id)));
        List<ActionProgress.Letter> letters =
                actions.letters(id).stream().map(acted -> letter(acted, known)).toList();
        Map<ActedState, Integer> states = new EnumMap<>(ActedState.class);
        letters.forEach(letter -> states.merge(letter.state(), 1, Integer::sum));
        return new ActionProgress(action, states, letters);
    }

    private ActionProgress.Letter letter(Acted acted, Ledger known) {
        return new ActionProgress.Letter(
                acted.key(),
                known.of(acted.key()).roster().map(RosterEntry::userPrincipalName),
                acted.event(),
                acted.code(),
                actions.stateOf(acted),
                known.letter(acted.key()).map(open -> open.note().code()));
    }
}
