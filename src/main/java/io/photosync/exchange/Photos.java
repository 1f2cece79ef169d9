package io.photosync.exchange;

import com.microsoft.graph.models.ProfilePhoto;
import com.microsoft.kiota.http.middleware.options.HeadersInspectionOption;
import io.photosync.budget.Ask;
import io.photosync.budget.CallFailed;
import io.photosync.budget.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** People's photos as Exchange has them now. */
@ApplicationScoped
public class Photos {
    private final GraphCalls calls;
    private final GraphTransport transport;
    private final Clock clock;

    Photos(GraphCalls calls, GraphTransport transport, Clock clock) {
        this.calls = calls;
        this.transport = transport;
        this.clock = clock;
    }

    /** What is known of one person's photo, by a request of its own: before a removal no batch is believed. */
    public PhotoState state(String userId, Ask ask) throws CallFailed, InterruptedException {
        try {
            return calls.call(ask, client -> {
                ProfilePhoto photo = client.users().byUserId(userId).photo().get();
                if (photo == null) {
                    throw new CallRefused(GraphErrors.unreadable("empty-answer", "no photo metadata"), null);
                }
                return PhotoMetadata.of(photo)
                        .state()
                        .orElseThrow(() -> new CallRefused(
                                GraphErrors.unreadable("no-etag", "photo metadata without an ETag"), null));
            });
        } catch (CallFailed e) {
            return PhotoRefusals.meaning(e.failure()).orElseThrow(() -> e);
        }
    }

    /**
     * The same for many people, 20 to a request; an ask of {@link Priority#SWEEP} tells Graph to shed it first.
     *
     * @return an answer for each id, in the order given
     * @throws CallFailed when a batch as a whole failed; what failed inside one is a value
     */
    public Map<String, PhotoAnswer> states(Collection<String> userIds, Ask ask)
            throws CallFailed, InterruptedException {
        List<String> ids = new ArrayList<>(new LinkedHashSet<>(userIds));
        Map<String, PhotoAnswer> answers = new LinkedHashMap<>();
        for (int from = 0; from < ids.size(); from += PhotoBatch.LIMIT) {
            List<String> part = ids.subList(from, Math.min(from + PhotoBatch.LIMIT, ids.size()));
            PhotoBatch batch = new PhotoBatch(part, ask.priority() == Priority.SWEEP);
            // Graph meters each item of a batch on its own.
            answers.putAll(
                    calls.call(part.size(), ask, client -> batch.send(client, transport.root(), clock.instant())));
        }
        return answers;
    }

    /** The largest size of one person's photo, by one request. */
    public PhotoContent content(String userId, Ask ask) throws CallFailed, InterruptedException {
        try {
            return calls.call(ask, client -> {
                HeadersInspectionOption headers = new HeadersInspectionOption(false, true);
                try (InputStream body =
                        client.users().byUserId(userId).photo().content().get(config -> config.options.add(headers))) {
                    return PhotoBody.read(body, headers.getResponseHeaders());
                }
            });
        } catch (CallFailed e) {
            return content(PhotoRefusals.meaning(e.failure()), e);
        }
    }

    private static PhotoContent content(Optional<PhotoState> meaning, CallFailed failed) throws CallFailed {
        return switch (meaning.orElseThrow(() -> failed)) {
            case PhotoState.Absent absent -> new PhotoContent.Absent(absent.how());
            case PhotoState.NoMailbox noMailbox -> new PhotoContent.NoMailbox();
            case PhotoState.UserGone gone -> new PhotoContent.UserGone();
            case PhotoState.Present present ->
                throw new IllegalStateException("a refusal cannot mean that there is a photo", failed);
        };
    }
}
