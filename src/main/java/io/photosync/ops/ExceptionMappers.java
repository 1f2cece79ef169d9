package io.photosync.ops;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.photosync.call.MicrosoftCallException;
import io.photosync.deadletter.PartiallyCompletedException;
import io.photosync.kafka.WriteFailedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Maps exceptions to answers. */
final class ExceptionMappers {
    private static final Logger LOG = Logger.getLogger(ExceptionMappers.class);

    @ServerExceptionMapper
    Response refused(ApiException apiException) {
        return apiException.status() == 503
                ? Problem.unavailable(apiException.getMessage())
                : Problem.answer(apiException.status(), apiException.getMessage(), apiException.field())
                        .build();
    }

    @ServerExceptionMapper({WriteFailedException.class, PartiallyCompletedException.class, KafkaException.class})
    Response kafkaUnavailable(Exception e) {
        LOG.warnf("operator request failed: %s", e.getMessage());
        return Problem.unavailable(e.getMessage());
    }

    @ServerExceptionMapper
    Response microsoftUnavailable(MicrosoftCallException e) {
        LOG.warnf("operator request failed: %s", e.getMessage());
        return Problem.unavailable(e.getMessage());
    }

    /** The narrower class is listed because Quarkus has a mapper of its own for it. */
    @ServerExceptionMapper({MismatchedInputException.class, JacksonException.class})
    Response unreadableBody(JacksonException e) {
        return malformed(e);
    }

    @ServerExceptionMapper
    Response other(WebApplicationException e) {
        if (e.getCause() instanceof JacksonException json) {
            return malformed(json);
        }
        Response original = e.getResponse();
        return original.hasEntity() || original.getStatus() < 400
                ? original
                : Response.fromResponse(original)
                        .type(Problem.TYPE)
                        .entity(Problem.of(original.getStatus(), e.getMessage(), Optional.empty()))
                        .build();
    }

    /** A fault of ours: the log has it with its stack trace. */
    @ServerExceptionMapper
    Response unexpected(RuntimeException e, UriInfo uri) {
        LOG.errorf(e, "operator request failed: %s", uri.getPath());
        return Problem.answer(500, "photo sync failed here, and its log says why", Optional.empty())
                .build();
    }

    private static Response malformed(JacksonException e) {
        Optional<String> field = e instanceof JsonMappingException mapping
                ? Optional.of(path(mapping)).filter(path -> !path.isEmpty()).map(ApiException::shown)
                : Optional.empty();
        String detail = e.getOriginalMessage()
                .lines()
                .findFirst()
                .map(message -> ApiException.shortened(message, 300))
                .orElse("no reason given");
        return Problem.answer(400, field.map(name -> name + ": ").orElse("body: ") + detail, field)
                .build();
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("."));
    }
}
