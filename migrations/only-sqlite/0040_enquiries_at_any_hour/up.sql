CREATE TRIGGER first_call_apart_insert BEFORE INSERT ON first_call WHEN NEW.state = 'booked' AND EXISTS (
    SELECT 1 FROM first_call other WHERE other.account = NEW.account AND other.state = 'booked'
        AND other.starts < NEW.ends AND NEW.starts < other.ends
) BEGIN
    SELECT RAISE(ABORT, 'first_call_apart');
END;
CREATE TRIGGER first_call_apart_update BEFORE UPDATE ON first_call WHEN NEW.state = 'booked' AND EXISTS (
    SELECT 1 FROM first_call other WHERE other.account = NEW.account AND other.state = 'booked'
        AND other.starts < NEW.ends AND NEW.starts < other.ends AND other.id <> NEW.id
) BEGIN
    SELECT RAISE(ABORT, 'first_call_apart');
END;
CREATE TRIGGER first_call_time_apart_insert BEFORE INSERT ON first_call_time WHEN NEW.ended_at IS NULL AND EXISTS (
    SELECT 1 FROM first_call_time other WHERE other.account = NEW.account AND other.ended_at IS NULL
        AND COALESCE(other.weekday, other.day) = COALESCE(NEW.weekday, NEW.day)
        AND other.from_clock < NEW.until_clock AND NEW.from_clock < other.until_clock
) BEGIN
    SELECT RAISE(ABORT, 'first_call_time_apart');
END;
CREATE TRIGGER first_call_time_apart_update BEFORE UPDATE ON first_call_time WHEN NEW.ended_at IS NULL AND EXISTS (
    SELECT 1 FROM first_call_time other WHERE other.account = NEW.account AND other.ended_at IS NULL
        AND COALESCE(other.weekday, other.day) = COALESCE(NEW.weekday, NEW.day)
        AND other.from_clock < NEW.until_clock AND NEW.from_clock < other.until_clock AND other.id <> NEW.id
) BEGIN
    SELECT RAISE(ABORT, 'first_call_time_apart');
END;
