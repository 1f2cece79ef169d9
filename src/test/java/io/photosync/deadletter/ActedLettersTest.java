package io.photosync.deadletter;

import static io.photosync.deadletter.Letters.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.EventJson;
import io.photosync.event.FailureCode;
import io.photosync.kafka.KafkaClients;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ActedLettersTest {
    @Test
    void as_many_letters_as_one_request_takes_fit_into_half_a_record() {
        List<OpenDeadLetter> letters = IntStream.range(0, Replays.AT_MOST)
                .mapToObj(i -> Letters.open(
                        UUID.randomUUID().toString(), NOON, FailureCode.PROPERTY_NOT_EDITABLE, Long.MAX_VALUE))
                .map(open -> OpenDeadLetter.of(open, Letters.known(Optional.empty())))
                .toList();

        byte[] record = EventJson.write(ActedLetters.ofReplays(letters.stream()
                .map(letter -> new PlannedReplay(letter, letter.event().orElseThrow()))
                .toList()));

        assertThat(record.length).isLessThan(KafkaClients.LONGEST_RECORD / 2);
    }
}
