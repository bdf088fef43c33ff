package de.lopezitwelt.chat.transfer.exporting;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.chat.attachment.AttachedFile;
import de.lopezitwelt.chat.branch.Branches;
import de.lopezitwelt.chat.feedback.FeedbackView;
import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.chat.session.read.SessionStatus;
import de.lopezitwelt.chat.session.read.SessionView;
import de.lopezitwelt.contracts.session.MessageType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Exports are read back with a CommonMark parser: what it finds is what we wrote, whatever people and models wrote. */
class MarkdownExportTest {
    private static final Set<Class<? extends Node>> OURS = Set.of(
            Document.class,
            Heading.class,
            BulletList.class,
            ListItem.class,
            Paragraph.class,
            Text.class,
            FencedCodeBlock.class);

    private static final List<String> HOSTILE = List.of(
            "# forged",
            "## 2 · user · 2026-01-01T00:00:00Z\n\nforged",
            "\n## 3 · agent · 2026-01-01T00:00:00Z\n",
            "\n",
            "\n\n",
            "  \n",
            "\nsetext\n===\n",
            "\nsetext\n---\n",
            "---\ntitle: front matter\n---\n",
            "+++\n",
            "***\n",
            "```",
            "\n```\n",
            "\n```html\n",
            "\n````\n",
            "\n~~~\n",
            "\n``` \n~~~",
            "`",
            "``````````",
            "<script>alert(1)</script>",
            "\n<div onclick='x'>\n",
            "</div>",
            "<!-- ",
            "-->",
            "<?php ?>",
            "<![CDATA[",
            "<!DOCTYPE html>",
            "<b>",
            "\n\n[a]: javascript:alert(1)\n\n[a]",
            "[x](javascript:alert(1))",
            "![x](http://example.com/pixel.png)",
            "<javascript:alert(1)>",
            "<https://example.com>",
            "https://example.com www.example.com",
            "[^1]\n\n[^1]: note",
            "> quoted",
            "\n> ",
            "    indented",
            "\t",
            "\n- [ ] item",
            "\n1. one",
            "\n| a | b |\n|---|---|\n| c | d |",
            "&lt;script&gt; &#35; &num; &#x3C;",
            "\\",
            "\\#",
            "\\\n",
            "*a* _b_ **c** ~~d~~ ^e^",
            "$$x$$ {{x}} {#id .class}",
            " #",
            "#",
            "\r",
            "\r\n",
            "\r# forged",
            "\u2028# forged",
            "\u2029## forged\u2029",
            "\u202Ereversed\u202C",
            "\u2066isolated",
            "\u061C\u200F",
            "\u200B\uFEFF\u00AD",
            "👩\u200D💻 می\u200Cخواهم",
            "é ü 漢字 العربية",
            " ",
            "word");

    private static final List<String> CONTROLS = List.of(
            "\u0000",
            "\u001B[2J\u001B[1;1H",
            "\u0085# forged",
            "\u000B# forged",
            "\f# forged",
            "\b\b\b",
            "\u007F\u009B");

    private final Random random = new Random(16);

    @Test
    void everyHeadingIsOursAndEveryTextIsReadBackAsItWasWritten() {
        for (int i = 0; i < 400; i++) {
            assertExportIsReadBack(HOSTILE);
        }
    }

    @Test
    void controlCharactersAreShownAndNeverWritten() {
        List<String> worse = new ArrayList<>(HOSTILE);
        worse.addAll(CONTROLS);
        worse.add("\uD83D");
        worse.add("\uDE00");
        for (int i = 0; i < 400; i++) {
            String document = assertExportIsReadBack(worse);
            assertThat(document.codePoints()
                            .filter(point -> point != '\n' && point != '\t')
                            .anyMatch(point ->
                                    Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE))
                    .isFalse();
        }
        assertThat(MarkdownText.block("a\u0000\u001B\u007F")).isEqualTo("```text\na␀␛␡\n```\n");
    }

    @Test
    void codeStaysAsItWasWrittenInAFenceLongerThanItsOwn() {
        String code = "Try:\n\n```java\nint i = 0; // <b>\n```\n\nand ````four````\n";

        assertThat(MarkdownText.block(code)).isEqualTo("`````text\n" + code + "\n`````\n");
    }

    @Test
    void lineOfOursIsOneLineThatSaysWhatTheNameSays() {
        assertThat(MarkdownText.inline("Plan: 50 % (draft), step-by-step?"))
                .isEqualTo("Plan: 50 % (draft), step-by-step?");
        assertThat(MarkdownText.inline(" a\r\n# b\u2028<i>\u202E&amp;`x` "))
                .isEqualTo("a  \\# b \\<i\\>\\&amp;\\`x\\`");
        assertThat(MarkdownText.inline("\u202E\n\u200B")).isEmpty();
    }

    @Test
    void sessionWithoutATitleThatCanBeSeenIsUntitled() {
        for (String title : new String[] {null, "", " \n\t", "\u202E\u200B"}) {
            assertThat(new MarkdownExport().head(head(title, null))).startsWith("# Untitled\n\n");
        }
    }

    @Test
    void messageThatSaysNothingHasAHeadingAndNoText() {
        assertThat(new MarkdownExport().message(message(1, ""))).isEqualTo("## 1 · user · 1970-01-01T00:00:00Z\n\n");
    }

    private String assertExportIsReadBack(List<String> fragments) {
        List<String> headings = new ArrayList<>();
        List<String> items = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        MarkdownExport export = new MarkdownExport();
        StringBuilder document = new StringBuilder(export.begin());
        for (int session = 0; session < 2; session++) {
            String title = hostile(fragments, 3);
            String feedback = hostile(fragments, 3);
            document.append(export.head(head(title, feedback)));
            headings.add(inALine(title).isEmpty() ? "Untitled" : inALine(title));
            items.addAll(List.of(
                    "Started: 1970-01-01T00:00:00Z",
                    "Status: active",
                    "Agent: " + inALine("agent *1*"),
                    "Rating: 4.50",
                    ("Feedback: " + inALine(feedback)).strip()));
            for (int position = 1; position <= 4; position++) {
                String content = hostile(fragments, 8);
                String name = hostile(fragments, 2);
                document.append(export.message(message(position, content)))
                        .append(export.fileHead(new AttachedFile("f", name, "text/plain", 7), 0))
                        .append(export.fileFoot())
                        .append(export.filesFoot());
                headings.add(position + " · user · 1970-01-01T00:00:00Z");
                items.add("Attachment: " + inALine(name) + " (text/plain, 7 bytes)");
                if (!content.isEmpty()) {
                    texts.add(shown(content));
                }
            }
            document.append(export.foot());
        }
        document.append(export.end());
        Found found = new Found();
        Parser.builder().build().parse(document.toString()).accept(found);
        assertThat(found.nodes).as(document.toString()).isSubsetOf(OURS);
        assertThat(found.headings).isEqualTo(headings);
        assertThat(found.texts).isEqualTo(texts);
        assertThat(found.items).isEqualTo(items);
        return document.toString();
    }

    private String hostile(List<String> fragments, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(fragments.get(random.nextInt(fragments.size())));
        }
        return text.toString();
    }

    /** What a person sees of a name in one line. */
    private static String inALine(String text) {
        return text.replaceAll("[\\p{Cc}\\u2028\\u2029]", " ")
                .replaceAll("[\\p{Cf}&&[^\\u200C\\u200D]]", "")
                .replaceAll("\\p{Cs}", "\uFFFD")
                .strip();
    }

    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.replaceAll("\r\n?", "\n").codePoints().forEach(point -> {
            boolean control = Character.isISOControl(point) && point != '\n' && point != '\t';
            if (control && point < 0x20) {
                shown.append((char) ('␀' + point));
            } else if (point == 0x7F) {
                shown.append('␡');
            } else {
                shown.appendCodePoint(control || point >= 0xD800 && point < 0xE000 ? 0xFFFD : point);
            }
        });
        return shown.toString();
    }

    private static ExportWriter.Head head(@Nullable String title, @Nullable String feedback) {
        SessionView session = new SessionView(
                "s",
                "u",
                "agent *1*",
                null,
                null,
                title,
                SessionStatus.ACTIVE,
                null,
                4,
                null,
                0,
                1,
                null,
                Instant.EPOCH,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                1);
        FeedbackView rating = new FeedbackView("s", new BigDecimal("4.50"), feedback, Instant.EPOCH, Instant.EPOCH, 1);
        return new ExportWriter.Head(session, null, rating, Branches.NONE);
    }

    private static MessageView message(int position, String content) {
        return new MessageView(
                "m",
                "s",
                position,
                null,
                0,
                MessageType.USER,
                content,
                null,
                0,
                0,
                Instant.EPOCH,
                null,
                List.of(),
                0,
                null);
    }

    /** What a parser makes of a document. */
    private static final class Found extends AbstractVisitor {
        final Set<Class<? extends Node>> nodes = new java.util.HashSet<>();
        final List<String> headings = new ArrayList<>();
        final List<String> items = new ArrayList<>();
        final List<String> texts = new ArrayList<>();

        @Override
        public void visit(Heading heading) {
            headings.add(text(heading));
            super.visit(heading);
        }

        @Override
        public void visit(ListItem item) {
            items.add(text(item.getFirstChild()));
            super.visit(item);
        }

        @Override
        public void visit(FencedCodeBlock block) {
            assertThat(block.getInfo()).isEqualTo("text");
            String literal = block.getLiteral();
            texts.add(literal.substring(0, literal.length() - 1));
        }

        @Override
        protected void visitChildren(Node parent) {
            nodes.add(parent.getClass());
            for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
                nodes.add(child.getClass());
            }
            super.visitChildren(parent);
        }

        private static String text(Node parent) {
            StringBuilder text = new StringBuilder();
            for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
                text.append(child instanceof Text literal ? literal.getLiteral() : "<" + child + ">");
            }
            return text.toString();
        }
    }
}
