package de.lopezitwelt.chat.message;

import de.lopezitwelt.chat.branch.BranchPath;
import java.util.List;

/** The newest messages of a path, oldest first. */
public record History(List<MessageView> messages, BranchPath path) {}
