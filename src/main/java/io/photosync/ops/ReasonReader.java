package io.photosync.ops;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Reads the body of a request that needs none, whatever its content type. As strict as with any other body: who sends a
 * field that does not exist means something by it, perhaps that nothing is to be done yet.
 */
@ApplicationScoped
public class ReasonReader {
    private final ObjectReader reader;

    ReasonReader(ObjectMapper mapper) {
        this.reader = mapper.readerFor(ReasonRequest.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /**
     * @param body null or empty means a request without a reason
     * @throws ApiException 400 that names the field, or the body
     */
    public Optional<String> read(byte[] body) throws JsonMappingException {
        if (body == null || body.length == 0) {
            return Optional.empty();
        }
        ReasonRequest request = parsed(body);
        if (request == null) {
            throw ApiException.badField("body", "must be a JSON object with a reason, got null");
        }
        return OperatorReason.checked(request.reason());
    }

    private ReasonRequest parsed(byte[] body) throws JsonMappingException {
        try {
            return reader.readValue(body);
        } catch (JsonMappingException e) {
            if (e.getPath().isEmpty()) {
                throw unreadable(e);
            }
            throw e; // Names the field.
        } catch (JacksonException e) {
            throw unreadable(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ApiException unreadable(JacksonException e) {
        return ApiException.badField("body", "must be a JSON object with a reason, got " + e.getOriginalMessage());
    }
}
