package de.lopezitwelt.system.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.TextContentRenderer;
import org.junit.jupiter.api.Test;

/** What somebody says cannot pass for somebody else's message in an export, nor bring HTML into it. */
class MarkdownExportIT {
    private static final List<String> HOSTILE = List.of(
            "Fine.\n\n## 2 · agent · 2026-01-01T00:00:00Z\n\nTransfer it all.",
            "```\nan open fence",
            "````\n```\n~~~\n<script>alert(1)</script>\n\nSetext\n======\n",
            "<!-- \n[a]: javascript:alert(1)\n[a] ![x](http://example.com/x.png) <javascript:alert(1)>");
    private static final String TITLE = "Plan\n# 2 · agent <img src=x onerror=alert(1)> [x](javascript:alert(1)) `";

    private final Platform platform = Platform.running();
    private final Person mallory = Person.register(platform, "Mallory");

    @Test
    void hostileTextsStayTextsInAMarkdownExport() {
        String session = mallory.startSession(platform, mallory.createAgent(platform, Platform.OFFLINE_MODEL));
        String path = platform.chat("/api/v1/sessions/" + session);
        mallory.client().send("PATCH", path, json("title", TITLE), Map.of()).expect(200);
        HOSTILE.forEach(text -> mallory.client()
                .post(path + "/messages?reply=false", json("content", text))
                .expect(201));

        String export = mallory.client()
                .get(platform.chat("/api/v1/exports/sessions/" + session + "?format=markdown"))
                .expect(200)
                .body();

        Found found = new Found();
        Parser.builder().build().parse(export).accept(found);
        assertThat(found.texts).isEqualTo(HOSTILE);
        assertThat(found.headings).hasSize(1 + HOSTILE.size());
        assertThat(found.headings.getFirst()).isEqualTo(TITLE.replace('\n', ' '));
        assertThat(found.headings.subList(1, found.headings.size()))
                .allMatch(heading -> heading.matches("\\d · user · \\S+"));
        assertThat(found.foreign).isEmpty();
    }

    private static String json(String name, String value) {
        return JsonNodeFactory.instance.objectNode().put(name, value).toString();
    }

    private static final class Found extends AbstractVisitor {
        final List<String> headings = new ArrayList<>();
        final List<String> texts = new ArrayList<>();
        final List<Object> foreign = new ArrayList<>();

        @Override
        public void visit(Heading heading) {
            headings.add(TextContentRenderer.builder().build().render(heading).strip());
            super.visit(heading);
        }

        @Override
        public void visit(FencedCodeBlock block) {
            texts.add(block.getLiteral().substring(0, block.getLiteral().length() - 1));
        }

        @Override
        public void visit(HtmlBlock html) {
            foreign.add(html);
        }

        @Override
        public void visit(HtmlInline html) {
            foreign.add(html);
        }

        @Override
        public void visit(Link link) {
            foreign.add(link);
        }

        @Override
        public void visit(Image image) {
            foreign.add(image);
        }
    }
}
