package io.photosync.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/** The wire format of our records: JSON, ISO 8601 times, absent values left out, unknown fields ignored. */
public final class EventJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
            .build();

    private EventJson() {}

    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a %s as JSON".formatted(value.getClass()), e);
        }
    }

    /** @throws UnreadableRecord when the bytes are not JSON of that shape */
    public static <T> T read(byte[] json, Class<T> type) throws UnreadableRecord {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new UnreadableRecord("no %s: the JSON is null".formatted(type.getSimpleName()), null);
            }
            return value;
        } catch (IOException e) {
            String why = e instanceof JsonProcessingException json1 ? json1.getOriginalMessage() : e.getMessage();
            throw new UnreadableRecord("no %s: %s".formatted(type.getSimpleName(), why), e);
        }
    }
}
