package de.lopezitwelt.chat.search;

import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.Callable;

/** Looks for words in what a user said and was told. */
@ApplicationScoped
class SearchService {
    private final SearchRepository messages;
    private final Vertx vertx;

    SearchService(SearchRepository messages, Vertx vertx) {
        this.messages = messages;
        this.vertx = vertx;
    }

    /** Newest first. Fails with 400 when the query has no word to look for. */
    Uni<Page<SearchHit>> search(Caller caller, String query, SearchFilter filter, PageRequest page) {
        List<SearchTerm> terms = SearchQueryPolicy.read(query);
        if (terms.isEmpty()) {
            throw ProblemException.invalid("q", "has no word to look for");
        }
        String before = page.cursor() == null ? null : page.cursor().expect(1).id(0);
        String wanted = SearchQueryPolicy.booleanMode(terms, SearchPrefix.of(caller.userId()));
        return messages.find(caller.userId(), wanted, filter, before, page.fetchSize())
                .chain(found -> onWorker(
                        () -> Page.of(found, page, hit -> Cursor.of(hit.messageId()), hit -> view(hit, terms))));
    }

    /** Long messages have many words. */
    private <T> Uni<T> onWorker(Callable<T> work) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(work, false).toCompletionStage());
    }

    private static SearchHit view(SearchRepository.Found hit, List<SearchTerm> terms) {
        return new SearchHit(
                hit.messageId(),
                hit.sessionId(),
                hit.agentId(),
                hit.position(),
                hit.type(),
                hit.createdAt(),
                ExcerptPolicy.of(hit.content(), terms));
    }
}
