package io.photosync.ops.deadletter;

import io.photosync.deadletter.OpenDeadLetter;
import io.photosync.event.FailureCode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The letters that an action is about, in short. */
public record ChosenLetters(
        Map<FailureCode, Integer> byCode,

        @Schema(description = "User principal names, or keys, of the first 20")
        List<String> names) {
    private static final int NAMES = 20;

    static ChosenLetters of(List<OpenDeadLetter> letters) {
        Map<FailureCode, Integer> byCode = new EnumMap<>(FailureCode.class);
        letters.forEach(letter -> byCode.merge(letter.note().code(), 1, Integer::sum));
        List<String> names = letters.stream()
                .limit(NAMES)
                .map(letter -> letter.userPrincipalName().orElse(letter.key()))
                .toList();
        return new ChosenLetters(byCode, names);
    }
}
