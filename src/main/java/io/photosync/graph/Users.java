package io.photosync.graph;

import com.microsoft.graph.models.User;
import io.photosync.call.CallContext;
import io.photosync.call.Failure;
import io.photosync.call.MicrosoftCallException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The users of the directory. Lists come page by page, so that a reader can stop and resume from a link later. */
@ApplicationScoped
public class Users {
    /** Graph's maximum. */
    private static final int PAGE = 999;
    /** A cast to users is an advanced query: https://learn.microsoft.com/graph/aad-advanced-queries. */
    private static final String CONSISTENCY = "ConsistencyLevel";

    private static final String EVENTUAL = "eventual";

    private final GraphCalls calls;
    private final GraphTransport transport;

    Users(GraphCalls calls, GraphTransport transport) {
        this.calls = calls;
        this.transport = transport;
    }

    /** @return empty when the directory does not know the id or user principal name */
    public Optional<DirectoryUser> find(String idOrUpn, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        try {
            return Optional.of(calls.call(callContext, client -> {
                User user = client.users()
                        .byUserId(idOrUpn)
                        .get(config -> config.queryParameters.select = UserPages.PROPERTIES);
                if (user == null) {
                    throw new GraphCallException(GraphErrors.unreadable("empty-answer", "no user"), null);
                }
                return UserPages.user(user);
            }));
        } catch (MicrosoftCallException e) {
            if (e.failure().isNotFound() && e.failure().code().endsWith("ResourceNotFound")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The first page of all users. */
    public UserPage all(CallContext callContext) throws MicrosoftCallException, InterruptedException {
        return calls.call(
                callContext,
                client -> UserPages.of(client.users().get(config -> {
                    config.queryParameters.select = UserPages.PROPERTIES;
                    config.queryParameters.top = PAGE;
                })));
    }

    /** The page that {@link UserPage#next()} of {@link #all} leads to. */
    public UserPage next(String link, CallContext callContext) throws MicrosoftCallException, InterruptedException {
        return calls.call(
                callContext, client -> UserPages.of(client.users().withUrl(link).get()));
    }

    /** The first page of all users, with a link at the end from where to ask for changes. */
    public UserPage delta(CallContext callContext) throws MicrosoftCallException, InterruptedException {
        return calls.call(
                callContext,
                client -> UserPages.of(
                        client.users().delta().get(config -> config.queryParameters.select = UserPages.PROPERTIES)));
    }

    /**
     * The page that a next or delta link of a {@link #delta} leads to.
     *
     * @return empty when the link is too old and all users have to be read again. Microsoft's pages name several
     *     answers for that, so any refusal of the request itself counts as one. A link that does not lead to Graph
     *     cannot be used either: it dates from before {@code photosync.graph-url} was changed, or from a Kafka that
     *     served another cloud
     */
    public Optional<UserPage> changes(String link, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        if (!transport.serves(link)) {
            return Optional.empty();
        }
        try {
            return Optional.of(calls.call(
                    callContext,
                    client -> UserPages.of(client.users().delta().withUrl(link).get())));
        } catch (MicrosoftCallException e) {
            if (e.failure().kind() == Failure.Kind.REFUSED && e.failure().status() >= 400) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * The first page of a group's users, those in nested groups included: their ids, nothing else. Graph answers from
     * an index that may lag by some minutes; see https://learn.microsoft.com/graph/api/group-list-transitivemembers.
     */
    public UserPage members(String groupId, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        return calls.call(
                callContext,
                client -> UserPages.of(client.groups()
                        .byGroupId(groupId)
                        .transitiveMembers()
                        .graphUser()
                        .get(config -> {
                            config.headers.add(CONSISTENCY, EVENTUAL);
                            config.queryParameters.count = true;
                            config.queryParameters.select = new String[] {"id"};
                            config.queryParameters.top = PAGE;
                        })));
    }

    /** The page that {@link UserPage#next()} of {@link #members} leads to. */
    public UserPage nextMembers(String link, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        return calls.call(
                callContext,
                client -> UserPages.of(
                        client.users().withUrl(link).get(config -> config.headers.add(CONSISTENCY, EVENTUAL))));
    }
}
