package io.photosync.ops;

import io.photosync.identity.EntraUnavailable;
import io.photosync.identity.NoSessionSecret;
import io.photosync.identity.UnusableCredential;
import io.quarkus.oidc.OIDCException;
import java.io.IOException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Why a user who came back from Entra is not signed in, as the page says it.
 *
 * @param status 401 where another attempt may do; 503 where Entra or photo sync has to be put right first
 * @param detail for the user
 * @param cause for our log, in one line, without tokens
 */
record SignInFailure(int status, String detail, String cause) {
    private static final Pattern AADSTS = Pattern.compile("AADSTS\\d+");
    private static final Pattern CANCELLED = Pattern.compile("access_denied");
    /** What libraries say beyond the reason: advice for developers, and what was in a token. */
    private static final Pattern ASIDES =
            Pattern.compile("\\.* Error handler path is not configured.*| Additional details: .*|claims->\\{.*?}\\)?");

    private static final Pattern JWT = Pattern.compile("eyJ[\\w-]{8,}(\\.[\\w-]*)*");
    private static final int LONGEST = 300;

    static SignInFailure of(Throwable thrown) {
        for (Throwable step = thrown; step != null; step = step.getCause()) {
            switch (step) {
                case NoSessionSecret missing -> {
                    return new SignInFailure(503, "nobody can sign in yet: " + missing.getMessage(), line(step));
                }
                case UnusableCredential unusable -> {
                    return new SignInFailure(
                            503,
                            "photo sync cannot prove to Entra who it is; its log says what is wrong with its credential",
                            line(unusable));
                }
                case EntraUnavailable away -> {
                    return away(line(away));
                }
                case IOException away -> {
                    return away(line(away));
                }
                // quarkus-oidc asks a connection that ended without an answer for its cause, and there is none.
                case NullPointerException away -> {
                    return away("the connection to Entra ended without an answer");
                }
                default -> {}
            }
        }
        return thrown instanceof OIDCException ? away(line(thrown)) : refused(line(thrown));
    }

    private static SignInFailure away(String cause) {
        return new SignInFailure(
                503,
                "Entra, which signs users in, does not answer now. Who is signed in already can go on; photo sync's work"
                        + " does not wait for this",
                cause);
    }

    private static SignInFailure refused(String cause) {
        if (CANCELLED.matcher(cause).find()) {
            return new SignInFailure(401, "the sign-in was cancelled", cause);
        }
        Matcher code = AADSTS.matcher(cause);
        return new SignInFailure(
                401,
                code.find()
                        ? "Entra refused the sign-in with " + code.group()
                        : "what came back from Entra does not belong to a sign-in that was begun here, or is too old",
                cause);
    }

    /** The first message among the causes. */
    private static String line(Throwable thrown) {
        String message = Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .map(Throwable::getMessage)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(thrown.getClass().getSimpleName());
        String text = message.replaceAll("\\s+", " ").strip();
        String clean = JWT.matcher(ASIDES.matcher(text).replaceAll("")).replaceAll("(token)");
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
    }
}
