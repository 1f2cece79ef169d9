package io.photosync.contract;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.photosync.event.EventJson;
import io.photosync.event.UnreadableRecord;
import io.photosync.kafka.StateKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The records on the topics stay as they are: others read them, and the next version reads what this one wrote. Which type a sample is
 * of follows from its fields, so that types may have other names.
 */
class KafkaRecordsTest {
    private static final ObjectMapper PLAIN = new ObjectMapper();

    private static RecordTypes written;
    /** By sample with every field; several where they have the same fields. */
    private static Map<Sample, List<Class<?>>> typesOf;

    @BeforeAll
    static void find() {
        written = RecordTypes.inSource();
        typesOf = samples().filter(Sample::complete).collect(toMap(Function.identity(), KafkaRecordsTest::types));
    }

    @Test
    void every_sample_is_read_to_a_record_and_written_back_the_same() {
        assertThat(typesOf).allSatisfy((sample, types) -> assertThat(types)
                .as("types that are written to Kafka, and read and write all of sample %s", sample.name())
                .isNotEmpty());
        assertThat(samples()).allSatisfy(sample -> assertThat(types(sample.subject()))
                .as("types of sample %s", sample.name())
                .allMatch(type -> back(sample, type).isPresent()));
    }

    @Test
    void every_type_that_goes_to_kafka_has_a_sample_with_every_field() {
        assertThat(written.types()).hasSizeGreaterThan(20).allSatisfy(type -> assertThat(typesOf.values())
                .as("samples with every field of %s", type)
                .anyMatch(types -> types.contains(type)));
    }

    @Test
    void every_type_with_optional_fields_has_a_sample_without_them() {
        List<String> subjects = typesOf.entrySet().stream()
                .filter(sample -> sample.getValue().stream()
                        .flatMap(type -> Shape.of(type).stream())
                        .anyMatch(line -> line.contains("?")))
                .map(sample -> sample.getKey().subject())
                .toList();

        assertThat(subjects).isNotEmpty().allSatisfy(subject -> assertThat(samples())
                .as("samples of %s", subject)
                .anyMatch(sample -> sample.least() && sample.subject().equals(subject)));
        assertThat(samples().filter(Sample::least)).allSatisfy(sample -> assertThat(types(sample.subject()))
                .as("types of sample %s", sample.name())
                .allMatch(type -> back(sample, type)
                        .filter(Completeness::nothingOptionalSet)
                        .isPresent()));
    }

    @Test
    void fields_and_constants_stay() {
        List<String> lines = new ArrayList<>();
        samples().filter(Sample::complete).forEach(sample -> {
            lines.add("");
            lines.add(sample.subject());
            types(sample.subject()).stream()
                    .flatMap(type -> Shape.of(type).stream())
                    .distinct()
                    .forEach(line -> lines.add("  " + line));
        });
        Pins.same("records/fields.txt", lines.subList(1, lines.size()));
    }

    @Test
    void the_keys_of_the_state_stay() {
        Pins.same(
                "records/state-keys.txt",
                Stream.concat(
                                Stream.of(StateKey.class.getFields()).map(KafkaRecordsTest::text),
                                Stream.of(StateKey.Family.values()).map(StateKey.Family::prefix))
                        .sorted()
                        .toList());
    }

    private static String text(Field key) {
        try {
            return ((StateKey) key.get(null)).text();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Those of a dead letter are in samples of their own. */
    @Test
    void the_headers_of_records_stay() {
        Pins.same("records/headers.txt", written.headers());
    }

    private static Stream<Sample> samples() {
        return Sample.below("records").stream();
    }

    private static List<Class<?>> types(String subject) {
        return typesOf.entrySet().stream()
                .filter(sample -> sample.getKey().subject().equals(subject))
                .flatMap(sample -> sample.getValue().stream())
                .toList();
    }

    private static List<Class<?>> types(Sample sample) {
        return written.types().stream()
                .<Class<?>>filter(type ->
                        back(sample, type).filter(Completeness::everythingSet).isPresent())
                .toList();
    }

    /** The record, where it is written back as the sample has it. */
    private static Optional<?> back(Sample sample, Class<?> type) {
        try {
            Object record = EventJson.read(PLAIN.writeValueAsBytes(sample.json()), type);
            JsonNode again = PLAIN.readTree(EventJson.write(record));
            return sample.json().equals(again) ? Optional.of(record) : Optional.empty();
        } catch (UnreadableRecord | RuntimeException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
