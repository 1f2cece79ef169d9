package io.photosync.graph;

import com.microsoft.graph.models.ProfilePhoto;
import com.microsoft.kiota.http.middleware.options.HeadersInspectionOption;
import io.photosync.call.CallContext;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** Users' current photos in Exchange. */
@ApplicationScoped
public class Photos {
    private final GraphCalls calls;
    private final GraphTransport transport;
    private final Clock clock;

    /** Send time of the last request that was answered with a photo, or with its certain absence. */
    private final AtomicReference<Instant> answered = new AtomicReference<>(Instant.MIN);

    Photos(GraphCalls calls, GraphTransport transport, Clock clock) {
        this.calls = calls;
        this.transport = transport;
        this.clock = clock;
    }

    /** Whether Exchange answered about any photo in reply to a request sent after that time. */
    boolean answeredSince(Instant when) {
        return answered.get().isAfter(when);
    }

    private void answered(Instant sent) {
        answered.accumulateAndGet(sent, (one, other) -> one.isAfter(other) ? one : other);
    }

    /** One user's photo metadata, by a request of its own: no removal relies on a batch. */
    public PhotoState state(String userId, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        Instant sent = clock.instant();
        try {
            PhotoState present = calls.callMailbox(userId, callContext, client -> {
                ProfilePhoto photo = client.users().byUserId(userId).photo().get();
                if (photo == null) {
                    throw new GraphCallException(GraphErrors.unreadable("empty-answer", "no photo metadata"), null);
                }
                return PhotoMetadata.of(photo)
                        .state()
                        .orElseThrow(() -> new GraphCallException(
                                GraphErrors.unreadable("no-etag", "photo metadata without an ETag"), null));
            });
            answered(sent);
            return present;
        } catch (MicrosoftCallException e) {
            return meaning(e, sent);
        }
    }

    /**
     * The same for many users, 20 per request; {@link Priority#SWEEP} tells Graph to shed it first.
     *
     * @return an answer for each id, in the order given
     * @throws MicrosoftCallException when a batch as a whole failed; a failure inside one is a value
     */
    public Map<String, PhotoAnswer> states(Collection<String> userIds, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        List<String> ids = new ArrayList<>(new LinkedHashSet<>(userIds));
        Map<String, PhotoAnswer> answers = new LinkedHashMap<>();
        for (int from = 0; from < ids.size(); from += PhotoBatch.LIMIT) {
            List<String> part = ids.subList(from, Math.min(from + PhotoBatch.LIMIT, ids.size()));
            PhotoBatch batch = new PhotoBatch(part, callContext.priority() == Priority.SWEEP);
            // Graph meters each item of a batch on its own.
            Instant sent = clock.instant();
            Map<String, PhotoAnswer> some = calls.call(
                    part.size(), callContext, client -> batch.send(client, transport.root(), clock.instant()));
            some.forEach((userId, answer) -> learn(userId, answer, sent));
            answers.putAll(some);
        }
        return answers;
    }

    private void learn(String userId, PhotoAnswer answer, Instant sent) {
        switch (answer) {
            case PhotoAnswer.Known(PhotoState state) -> {
                calls.answered(userId, sent);
                if (state instanceof PhotoState.Present || state instanceof PhotoState.Absent) {
                    answered(sent);
                }
            }
            case PhotoAnswer.Failed failed -> {}
        }
    }

    /** The largest size of one user's photo, by one request. */
    public PhotoContent content(String userId, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        Instant sent = clock.instant();
        try {
            PhotoContent content = calls.callMailbox(userId, callContext, client -> {
                HeadersInspectionOption headers = new HeadersInspectionOption(false, true);
                try (InputStream body =
                        client.users().byUserId(userId).photo().content().get(config -> config.options.add(headers))) {
                    return PhotoDownload.read(body, headers.getResponseHeaders());
                }
            });
            answered(sent);
            return content;
        } catch (MicrosoftCallException e) {
            return content(meaning(e, sent), e);
        }
    }

    private PhotoState meaning(MicrosoftCallException failed, Instant sent) throws MicrosoftCallException {
        PhotoState meaning = PhotoRefusals.meaning(failed.failure()).orElseThrow(() -> failed);
        if (meaning instanceof PhotoState.Absent) {
            answered(sent);
        }
        return meaning;
    }

    private static PhotoContent content(PhotoState meaning, MicrosoftCallException failed) {
        return switch (meaning) {
            case PhotoState.Absent absent -> new PhotoContent.Absent(absent.how());
            case PhotoState.NoMailbox noMailbox -> new PhotoContent.NoMailbox();
            case PhotoState.UserGone gone -> new PhotoContent.UserGone();
            case PhotoState.Present present ->
                throw new IllegalStateException("a refusal cannot mean that there is a photo", failed);
        };
    }
}
