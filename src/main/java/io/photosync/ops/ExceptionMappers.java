package io.photosync.ops;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.photosync.call.MicrosoftCallException;
import io.photosync.deadletter.PartiallyCompletedException;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Maps exceptions to answers. */
final class ExceptionMappers {
    private static final Logger LOG = Logger.getLogger(ExceptionMappers.class);
    private static final int RETRY_AFTER_SECONDS = 10;

    @ServerExceptionMapper
    Response refused(ApiException apiException) {
        return apiException.status() == 503
                ? unavailable(apiException.getMessage())
                : Problem.answer(apiException.status(), apiException.getMessage(), apiException.field())
                        .build();
    }

    @ServerExceptionMapper({WriteFailedException.class, PartiallyCompletedException.class, KafkaException.class})
    Response kafkaUnavailable(Exception e) {
        LOG.warnf("operator request failed: %s", e.getMessage());
        return unavailable(e.getMessage());
    }

    @ServerExceptionMapper
    Response microsoftUnavailable(MicrosoftCallException e) {
        LOG.warnf("operator request failed: %s", e.getMessage());
        return unavailable(e.getMessage());
    }

    /** Entra's documents or keys cannot be read, so the token cannot be checked. */
    @ServerExceptionMapper
    Response entraUnavailable(OIDCException e) {
        LOG.warnf("token not checked, Entra unavailable: %s", e.getMessage());
        return unavailable("Entra cannot be reached to check the token");
    }

    /**
     * The cause goes to our log and not to the sender, unless the sender can correct it where the token was requested.
     */
    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    Response unauthorized(SecurityException e, ContainerRequestContext request) {
        LOG.debugf("not authenticated: %s", e.getMessage());
        String advice = TokenAdvice.about(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .map(word -> "; " + word)
                .orElse("");
        return Problem.answer(401, "a bearer token of this tenant for photo sync is needed" + advice, Optional.empty())
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e) {
        return Problem.answer(
                        403,
                        "the token's roles do not allow this; %s may read, %s may act"
                                .formatted(Roles.VIEWER, Roles.OPERATOR),
                        Optional.empty())
                .build();
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

    private static Response malformed(JacksonException e) {
        Optional<String> field = e instanceof JsonMappingException mapping
                ? Optional.of(path(mapping)).filter(path -> !path.isEmpty())
                : Optional.empty();
        String detail = e.getOriginalMessage().lines().findFirst().orElse("no reason given");
        return Problem.answer(400, field.map(name -> name + ": ").orElse("body: ") + detail, field)
                .build();
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static Response unavailable(String detail) {
        return Problem.answer(503, detail, Optional.empty())
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }
}
