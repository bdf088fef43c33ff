package de.lopezitwelt.chat.transfer.exporting;

import de.lopezitwelt.chat.attachment.AttachedFile;
import de.lopezitwelt.chat.branch.Branches;
import de.lopezitwelt.chat.branch.Stretch;
import de.lopezitwelt.chat.feedback.FeedbackView;
import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.chat.session.read.SessionView;
import java.util.List;
import java.util.Objects;

/**
 * For readers: every message under a heading, in the order of arrival. Where a branch begins, the heading says which
 * message it follows. All headings are the export's own: the texts of messages are blocks of code.
 */
final class MarkdownExport implements ExportWriter {
    private Branches branches = Branches.NONE;
    private int knownBranches = 1;

    @Override
    public String begin() {
        return "";
    }

    @Override
    public String head(Head head) {
        SessionView session = head.session();
        branches = head.branches();
        knownBranches = 1;
        String title = MarkdownText.inline(Objects.requireNonNullElse(session.title(), ""));
        StringBuilder text = new StringBuilder("# ")
                .append(title.isEmpty() ? "Untitled" : title)
                .append("\n\n- Started: ")
                .append(session.startedAt())
                .append("\n- Status: ")
                .append(session.status().wireName())
                .append("\n- Agent: ")
                .append(MarkdownText.inline(session.agentId()))
                .append('\n');
        if (session.branchCount() > 1) {
            text.append("- Branches: ")
                    .append(session.branchCount())
                    .append(", branch ")
                    .append(session.activeBranch())
                    .append(" is shown\n");
        }
        FeedbackView feedback = head.feedback();
        if (feedback != null) {
            text.append("- Rating: ").append(feedback.satisfactionScore()).append('\n');
            if (feedback.feedback() != null) {
                text.append("- Feedback: ")
                        .append(MarkdownText.inline(feedback.feedback()))
                        .append('\n');
            }
        }
        return text.append('\n').toString();
    }

    @Override
    public String message(MessageView message) {
        StringBuilder text = new StringBuilder("## ")
                .append(message.position())
                .append(" · ")
                .append(message.type().wireName())
                .append(" · ")
                .append(message.createdAt());
        if (branches.forked().size() > 0) {
            text.append(" · branch ").append(message.branch());
        }
        if (message.branch() >= knownBranches) {
            knownBranches = message.branch() + 1;
            List<Stretch> path = branches.path(message.branch()).stretches();
            text.append(
                    path.size() < 2
                            ? " from the beginning"
                            : " after " + path.get(path.size() - 2).last());
        }
        text.append("\n\n");
        if (!message.content().isEmpty()) {
            text.append(MarkdownText.block(message.content())).append('\n');
        }
        return text.toString();
    }

    @Override
    public String fileHead(AttachedFile file, int index) {
        return "- Attachment: " + MarkdownText.inline(file.name()) + " (" + MarkdownText.inline(file.mediaType()) + ", "
                + file.size() + " bytes)\n";
    }

    @Override
    public boolean holdsContents() {
        return false;
    }

    @Override
    public String fileFoot() {
        return "";
    }

    @Override
    public String filesFoot() {
        return "\n";
    }

    @Override
    public String foot() {
        return "";
    }

    @Override
    public String end() {
        return "";
    }
}
