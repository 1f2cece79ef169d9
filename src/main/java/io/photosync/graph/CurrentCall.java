package io.photosync.graph;

import com.microsoft.graph.serviceclient.GraphServiceClient;
import io.photosync.call.CallContext;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * Token and deadline of the call that this thread makes. The SDK offers no place for either between our call and its
 * connection, so they are passed around it.
 */
record CurrentCall(String token, CallContext callContext) {
    private static final ScopedValue<CurrentCall> OF_THREAD = ScopedValue.newInstance();

    <T> T send(GraphRequest<T> request, GraphServiceClient client) throws IOException {
        return ScopedValue.where(OF_THREAD, this).call(() -> request.send(client));
    }

    /** @throws IllegalStateException outside of {@link #send} */
    static CurrentCall ofThread() {
        return OF_THREAD.orElseThrow(() -> new IllegalStateException("a request to Graph outside of GraphTransport"));
    }

    /** Never the token: records end up in logs. */
    @Override
    public String toString() {
        return "CurrentCall[callContext=" + callContext + "]";
    }

    /** A client whose calls end, the answer's body included, at their deadline. */
    static final class Client extends OkHttpClient {
        private final Duration wholeCall;
        private final Clock clock;

        Client(Builder builder, Duration wholeCall, Clock clock) {
            super(builder);
            this.wholeCall = wholeCall;
            this.clock = clock;
        }

        @Override
        public Call newCall(Request request) {
            Call call = super.newCall(request);
            Duration limit = ofThread().callContext().atMost(wholeCall, clock.instant());
            call.timeout().timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
            return call;
        }
    }
}
