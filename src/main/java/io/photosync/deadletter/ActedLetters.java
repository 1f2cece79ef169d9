package io.photosync.deadletter;

import io.photosync.event.FailureCode;
import java.util.List;
import java.util.Optional;

/**
 * The letters of a {@link LetterAction}: the value under {@code action-letters/ID} in {@code photosync-state}, at most
 * a thousand letters of some 140 bytes.
 */
public record ActedLetters(List<Acted> letters) {
    /**
     * @param key of the letter
     * @param offset of the letter at that moment
     * @param code of the letter at that moment
     * @param event id of the event that a replay published, or of the one that a discard gave up
     */
    public record Acted(String key, long offset, FailureCode code, Optional<String> event) {
        static Acted of(OpenDeadLetter letter, Optional<String> event) {
            return new Acted(letter.key(), letter.open().offset(), letter.note().code(), event);
        }
    }

    public ActedLetters {
        letters = letters == null ? List.of() : List.copyOf(letters);
    }

    public static ActedLetters ofReplays(List<PlannedReplay> replays) {
        return new ActedLetters(replays.stream()
                .map(replay ->
                        Acted.of(replay.letter(), Optional.of(replay.fresh().id())))
                .toList());
    }

    public static ActedLetters ofDiscards(DiscardPlan plan) {
        return new ActedLetters(plan.letters().stream()
                .map(letter -> Acted.of(letter, letter.event().map(event -> event.id())))
                .toList());
    }
}
