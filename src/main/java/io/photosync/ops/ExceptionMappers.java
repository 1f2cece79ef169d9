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

/** What goes wrong, as answers. */
final class ExceptionMappers {
    private static final Logger LOG = Logger.getLogger(ExceptionMappers.class);
    private static final int SOON = 10;

    @ServerExceptionMapper
    Response refused(ApiException apiException) {
        return apiException.status() == 503
                ? notNow(apiException.getMessage())
                : Problem.answer(apiException.status(), apiException.getMessage(), apiException.field())
                        .build();
    }

    @ServerExceptionMapper({WriteFailedException.class, PartiallyCompletedException.class, KafkaException.class})
    Response kafkaAway(Exception e) {
        LOG.warnf("operator's request not carried out: %s", e.getMessage());
        return notNow(e.getMessage());
    }

    @ServerExceptionMapper
    Response microsoftAway(MicrosoftCallException e) {
        LOG.warnf("operator's request not carried out: %s", e.getMessage());
        return notNow(e.getMessage());
    }

    /** Entra's documents or keys cannot be had: nobody can tell whether the token is good. */
    @ServerExceptionMapper
    Response entraAway(OIDCException e) {
        LOG.warnf("token not checked: %s", e.getMessage());
        return notNow("Entra cannot be reached to check the token");
    }

    /** What was wrong with a token is for our log, not for whoever sent it, unless it can be put right where it was got. */
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
                        "the token's roles do not allow this; %s may look, %s may act"
                                .formatted(Roles.VIEWER, Roles.OPERATOR),
                        Optional.empty())
                .build();
    }

    /** The narrower class stands beside the wider since Quarkus has a mapper of its own for it. */
    @ServerExceptionMapper({MismatchedInputException.class, JacksonException.class})
    Response unreadableBody(JacksonException e) {
        return malformed(e);
    }

    @ServerExceptionMapper
    Response other(WebApplicationException e) {
        if (e.getCause() instanceof JacksonException json) {
            return malformed(json);
        }
        Response given = e.getResponse();
        return given.hasEntity() || given.getStatus() < 400
                ? given
                : Response.fromResponse(given)
                        .type(Problem.TYPE)
                        .entity(Problem.of(given.getStatus(), e.getMessage(), Optional.empty()))
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

    private static Response notNow(String detail) {
        return Problem.answer(503, detail, Optional.empty())
                .header(HttpHeaders.RETRY_AFTER, SOON)
                .build();
    }
}
