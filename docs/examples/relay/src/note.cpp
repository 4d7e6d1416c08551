#include "note.h"

namespace relay {

Ref<Note> Note::answer(std::string text)
{
    Ref<Note> note(new Note(std::move(text)));
    note->about_ = Ref<Note>(this);
    answers_.push_back(note);
    return note;
}

void Attachment::pack(Ref<Attachment> part)
{
    part->bundle_ = this;
    parts_.push_back(std::move(part));
}

} // namespace relay
