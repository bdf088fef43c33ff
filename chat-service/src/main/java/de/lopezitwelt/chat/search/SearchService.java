package de.lopezitwelt.chat.search;

import de.lopezitwelt.chat.search.index.SearchForms;
import de.lopezitwelt.chat.search.index.SearchThreads;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Searches the messages and replies of a user. */
@ApplicationScoped
class SearchService {
    private final SearchRepository messages;
    private final SearchForms forms;
    private final SearchThreads threads;

    SearchService(SearchRepository messages, SearchForms forms, SearchThreads threads) {
        this.messages = messages;
        this.forms = forms;
        this.threads = threads;
    }

    /** Newest first. Fails with 400 when the query has no word to find. */
    Uni<Page<SearchHit>> search(Caller caller, String query, SearchFilter filter, PageRequest page) {
        List<SearchTerm> terms = SearchQueryPolicy.read(query);
        if (terms.isEmpty()) {
            throw ProblemException.invalid("q", "has no word to look for");
        }
        String before = page.cursor() == null ? null : page.cursor().expect(1).id(0);
        List<String> wanted = forms.prefixes(caller.userId()).stream()
                .map(prefix -> SearchQueryPolicy.booleanMode(terms, prefix))
                .toList();
        return messages.find(caller.userId(), wanted, filter, before, page.fetchSize())
                .chain(found -> threads.run(
                        () -> Page.of(found, page, hit -> Cursor.of(hit.messageId()), hit -> view(hit, terms))));
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
