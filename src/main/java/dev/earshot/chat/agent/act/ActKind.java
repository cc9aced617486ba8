package dev.earshot.chat.agent.act;

/** What planners do by saying something. */
public enum ActKind {
    GREETING(Group.TALK),
    THANKS(Group.TALK),
    PRAISE(Group.TALK),
    HELP(Group.TALK),
    /** What a word of ours means: "what is a signal?" */
    TERM(Group.TALK),
    YES(Group.TALK),
    NO(Group.TALK),
    MAYBE(Group.TALK),
    NOT_YET(Group.TALK),
    OFF_TOPIC(Group.TALK),
    /** Tries to make the agent do what it isn't for. */
    INJECTION(Group.TALK),
    /** A question that none of the others is. */
    QUESTION(Group.TALK),

    COUNT(Group.QUERY),
    WHY(Group.QUERY),
    BROWSE(Group.QUERY),
    MORE(Group.QUERY),
    /** "And for travel?": more of what was asked for last. */
    AND_FOR(Group.QUERY),
    COMPARE(Group.QUERY),
    /** Which of two compared audiences is larger. */
    LARGER(Group.QUERY),
    LIST(Group.QUERY),
    /** "Is it live yet?": whether the draft is saved, and active. */
    STATE(Group.QUERY),
    SHOW(Group.QUERY),

    SAVE(Group.ORDER),
    RENAME(Group.ORDER),
    ACTIVATE(Group.ORDER),
    DEACTIVATE(Group.ORDER),
    SMALLER(Group.ORDER),
    BIGGER(Group.ORDER),

    UNDO(Group.EDIT),
    START_OVER(Group.EDIT),
    /** "No, I meant …": takes the place of what was meant before. */
    REPLACE(Group.EDIT),
    /** "Florida, not Texas": takes its place if it is there, and leaves it out if it isn't. */
    CONTRAST(Group.EDIT),
    /** "Make it …": takes the place of what is of the same kind, if anything is. */
    CHANGE(Group.EDIT),
    WINDOW(Group.EDIT),
    /** Takes back that something is to be left out. */
    KEEP(Group.EDIT),
    /** "Bring the students back": no longer left out, or asked for again. */
    BRING_BACK(Group.EDIT),
    /** "They must have both". */
    ALL_OF(Group.EDIT),
    /** "Either is fine". */
    ANY_OF(Group.EDIT),
    /** "Or hotels": one more alternative. */
    ALTERNATIVE(Group.EDIT),
    DENIAL(Group.EDIT),
    /** One of two that were compared. */
    TAKE(Group.EDIT),
    ONLY(Group.EDIT),
    EXCLUDE(Group.EDIT),
    DROP(Group.EDIT),
    ADD(Group.EDIT),
    /** "And the first": does with it what the latest change did with something else. */
    LIKEWISE(Group.EDIT),
    /** Describes an audience, as far as anything was recognised at all. */
    BRIEF(Group.EDIT);

    private enum Group {
        TALK,
        QUERY,
        ORDER,
        EDIT
    }

    private final Group group;

    ActKind(Group group) {
        this.group = group;
    }

    /** Neither about a draft nor about an audience. */
    public boolean isTalk() {
        return group == Group.TALK;
    }

    /** Changes the draft. */
    public boolean isEdit() {
        return group == Group.EDIT;
    }

    /** Needs something that it is about, which may be pointed at: "drop it". */
    boolean isAbout() {
        return isEdit() && this != UNDO && this != START_OVER && this != WINDOW && this != ALL_OF && this != ANY_OF;
    }

    /** Only adds to a description, so that a text of several such sentences is one description. */
    boolean describes() {
        return this == BRIEF || this == ADD || this == EXCLUDE || this == ONLY || this == KEEP;
    }

    /** Told by the words that other acts begin with: "can you exclude people?" is a question about what we do. */
    boolean isToldByFillers() {
        return isShort() || this == HELP;
    }

    /** Short answers and courtesies, which are told before fillers are taken off. */
    boolean isShort() {
        return this == YES
                || this == NO
                || this == MAYBE
                || this == NOT_YET
                || this == PRAISE
                || this == THANKS
                || this == GREETING
                || this == INJECTION;
    }
}
