package io.photosync.graph;

import com.microsoft.graph.serviceclient.GraphServiceClient;
import java.io.IOException;

/** One request, rebuilt for each attempt: a model object sent before serialises as empty. */
@FunctionalInterface
interface GraphRequest<T> {
    T send(GraphServiceClient client) throws IOException;
}
